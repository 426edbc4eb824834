import { say } from "../../words.ts";

/** A box that is no higher than so many lines, as the style says. */
export const FOLDED_LINES = 40;

/**
 * Keeps long code in a box of limited height, from the moment it outgrows it: folding it at the end would make the
 * page jump. While the code is written the box follows its end, until the reader scrolls away from there.
 */
export class CodeFold {
  readonly #block: HTMLElement;
  readonly #box: HTMLElement;
  #button: HTMLButtonElement | undefined;
  #follows = true;
  #lines = 0;

  constructor(block: HTMLElement, box: HTMLElement) {
    this.#block = block;
    this.#box = box;
  }

  update(lines: number): void {
    if (lines <= FOLDED_LINES) {
      return;
    }
    this.#lines = lines;
    this.#button ??= this.#fold();
    this.#label(this.#button);
  }

  /** To be called once per frame at most: it makes the browser lay out the page. */
  follow(): void {
    if (this.#button && this.#follows && this.#folded) {
      this.#box.scrollTop = this.#box.scrollHeight;
    }
  }

  get #folded(): boolean {
    return this.#block.classList.contains("folded");
  }

  #fold(): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "code-fold";
    button.addEventListener("click", () => this.#toggle(button));
    this.#box.addEventListener("scroll", () => this.#noteScroll(), { passive: true });
    this.#block.classList.add("folded");
    this.#block.append(button);
    return button;
  }

  #toggle(button: HTMLButtonElement): void {
    this.#block.classList.toggle("folded");
    this.#label(button);
    if (this.#folded) {
      this.#block.scrollIntoView({ block: "nearest" });
    }
  }

  #label(button: HTMLButtonElement): void {
    button.textContent = this.#folded ? say("element.unfoldLines", { count: this.#lines }) : say("page.showLess");
    button.setAttribute("aria-expanded", String(!this.#folded));
  }

  #noteScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#box;
    this.#follows = scrollHeight - clientHeight - scrollTop < 24;
  }
}
