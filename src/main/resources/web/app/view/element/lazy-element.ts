import { element } from "../../dom.ts";
import { textButton } from "../icon-button.ts";
import type { ElementView } from "./element-view.ts";
import { say } from "../../words.ts";

/** Said by a view that has come after its element was shown. */
export const ELEMENT_DRAWN = "element-drawn";

/** Stands for a view whose code is fetched with the first element of its kind. */
export class LazyElement implements ElementView {
  readonly #load: () => Promise<ElementView>;
  readonly #place: HTMLElement;
  #view: ElementView | undefined;
  #shown: Parameters<ElementView["show"]> | undefined;

  /** A box that lays out its elements by their class is told it by `likeness`, before there is the view. */
  constructor(load: () => Promise<ElementView>, likeness = "") {
    this.#load = load;
    this.#place = element("div", { class: `lazy ${likeness}`.trim() });
    void this.#start();
  }

  get node(): HTMLElement {
    return this.#view?.node ?? this.#place;
  }

  get text(): string {
    return this.#view?.text ?? "";
  }

  show(...shown: Parameters<ElementView["show"]>): void {
    this.#shown = shown;
    this.#view?.show(...shown);
  }

  async #start(): Promise<void> {
    try {
      this.#place.replaceChildren();
      const view = await this.#load();
      if (this.#shown) {
        view.show(...this.#shown);
      }
      this.#view = view;
      this.#place.replaceWith(view.node);
      view.node.dispatchEvent(new Event(ELEMENT_DRAWN, { bubbles: true }));
    } catch {
      const words = element("span", {}, say("element.notLoaded"));
      const again = textButton(say("page.tryAgain"), () => void this.#start(), "retry");
      this.#place.replaceChildren(element("p", { class: "missing-file" }, words, again));
    }
  }
}
