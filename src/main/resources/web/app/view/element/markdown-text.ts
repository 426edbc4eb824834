import { element } from "../../dom.ts";
import { type ElementView, joinedText, setText } from "./element-view.ts";
import { textElements, whenTextElements } from "./text-loading.ts";

/** A view of a text in Markdown. While what draws it cannot be fetched, it shows the text as it was written. */
export function markdownText(): ElementView {
  const elements = textElements();
  return elements ? new elements.MarkdownElement() : new UndrawnText();
}

class UndrawnText implements ElementView {
  readonly #plain = element("div", { class: "markdown undrawn" });
  #drawn: ElementView | undefined;
  #shown: Parameters<ElementView["show"]> | undefined;

  constructor() {
    whenTextElements(({ MarkdownElement }) => this.#draw(new MarkdownElement()));
  }

  get node(): HTMLElement {
    return this.#drawn?.node ?? this.#plain;
  }

  get text(): string {
    return this.#drawn?.text ?? this.#plain.textContent;
  }

  show(...shown: Parameters<ElementView["show"]>): void {
    this.#shown = shown;
    if (this.#drawn) {
      this.#drawn.show(...shown);
    } else {
      setText(this.#plain, joinedText(shown[0]));
    }
  }

  #draw(drawn: ElementView): void {
    if (this.#shown) {
      drawn.show(...this.#shown);
    }
    this.#drawn = drawn;
    this.#plain.replaceWith(drawn.node);
  }
}
