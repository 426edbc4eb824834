import { element } from "../dom.ts";
import { icon } from "../icons.ts";
import type { MessageElement } from "../protocol.ts";
import { type ElementView, joinedText } from "./element-view.ts";

/** A note that stands out from the text. */
export class CalloutElement implements ElementView {
  readonly node: HTMLElement;
  readonly #body = element("div", { class: "plain" });

  constructor(level: MessageElement["level"] = "info") {
    this.node = element("div", { class: `callout ${level}`, role: "note" }, icon(level), this.#body);
  }

  get text(): string {
    return this.#body.textContent;
  }

  show(elements: readonly MessageElement[]): void {
    const text = joinedText(elements);
    if (text !== this.text) {
      this.#body.textContent = text;
    }
  }
}
