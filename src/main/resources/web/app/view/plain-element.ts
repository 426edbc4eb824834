import { element } from "../dom.ts";
import type { MessageElement } from "../protocol.ts";
import { type ElementView, joinedText } from "./element-view.ts";

/** What the reader has typed, as it was typed. */
export class PlainElement implements ElementView {
  readonly node = element("div", { class: "plain" });

  get text(): string {
    return this.node.textContent;
  }

  show(elements: readonly MessageElement[]): void {
    const text = joinedText(elements);
    if (text !== this.text) {
      this.node.textContent = text;
    }
  }
}
