import { element } from "../../dom.ts";
import { icon } from "../../icons.ts";
import type { MessageElement } from "../../protocol.ts";
import { type ElementView, joinedText, setText } from "./element-view.ts";

const SECOND = 1000;

/** One line that unfolds to muted text: what the model thought, or an answer that was withdrawn. */
export class DisclosureElement implements ElementView {
  readonly node: HTMLDetailsElement;
  readonly #label = element("span", { class: "disclosure-label" });
  readonly #body = element("div", { class: "disclosure-text" });
  readonly #labelOf: (content: MessageElement) => string;
  #shown = "";
  #content: MessageElement | undefined;
  #clock = 0;

  constructor(kind: string, labelOf: (content: MessageElement) => string) {
    this.#labelOf = labelOf;
    const summary = element("summary", {}, this.#label, icon("right"));
    this.node = element("details", { class: `disclosure ${kind}` }, summary, this.#body);
  }

  /** Nothing: neither is part of the answer. */
  get text(): string {
    return "";
  }

  show(elements: readonly MessageElement[]): void {
    const content = elements[0];
    if (!content) {
      return;
    }
    const text = joinedText(elements);
    if (text.startsWith(this.#shown)) {
      this.#body.append(text.slice(this.#shown.length));
    } else {
      this.#body.textContent = text;
    }
    this.#shown = text;
    this.#content = content;
    this.#showLabel();
    this.node.classList.toggle("open-ended", content.endedAt === undefined);
    this.node.classList.toggle("empty", text === "");
    clearInterval(this.#clock);
    if (content.endedAt === undefined) {
      this.#clock = window.setInterval(() => this.#tick(), SECOND);
    }
  }

  /** How long it has taken so far goes on although nothing else does. */
  #tick(): void {
    if (this.node.isConnected) {
      this.#showLabel();
    } else {
      clearInterval(this.#clock);
    }
  }

  #showLabel(): void {
    if (this.#content) {
      setText(this.#label, this.#labelOf(this.#content));
    }
  }
}
