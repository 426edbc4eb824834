import { element } from "../../dom.ts";
import type { MessageElement } from "../../protocol.ts";
import { type ElementView, joinedText } from "./element-view.ts";
import { say } from "../../words.ts";

/** A text with more characters, or lines, than this is cut until the reader wants all of it. */
const LONG = 1500;
const MANY_LINES = 20;

/** What the reader has typed, as it was typed. */
export class PlainElement implements ElementView {
  readonly node = element("div");
  readonly #text = element("div", { class: "plain", dir: "auto" });
  readonly #more = element("button", { type: "button", class: "more" }, say("page.showAll"));

  constructor() {
    this.node.append(this.#text);
    this.#more.addEventListener("click", () => {
      const cut = this.#text.classList.toggle("cut");
      this.#more.textContent = cut ? say("page.showAll") : say("page.showLess");
    });
  }

  get text(): string {
    return this.#text.textContent;
  }

  show(elements: readonly MessageElement[]): void {
    const text = joinedText(elements);
    if (text === this.text) {
      return;
    }
    this.#text.textContent = text;
    const long = text.length > LONG || text.split("\n", MANY_LINES + 1).length > MANY_LINES;
    if (long && !this.#more.isConnected) {
      this.#text.classList.add("cut");
      this.node.append(this.#more);
    }
  }
}
