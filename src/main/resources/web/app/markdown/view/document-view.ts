import type { Block, Container } from "../block/block.ts";
import type { Notes } from "../inline/notes.ts";
import type { BlockView } from "./block-view.ts";
import { ContainerView } from "./container-view.ts";
import type { Page } from "./views.ts";

/** How many blocks are laid out together. */
const PART = 32;

/**
 * The whole of a text. Its blocks stand in parts of a fixed number, because a browser goes through all children of what
 * has grown: so a long text costs no more than a short one for each word that is added.
 */
export class DocumentView extends ContainerView {
  readonly #notes: Notes;
  readonly #parts: HTMLElement[] = [];
  /** How many parts have been on the page, the first one taken for granted. */
  #seen = 1;

  constructor(element: HTMLElement, page: Page) {
    super(element, page);
    this.#notes = page.notes;
  }

  override show(block: Container): void {
    super.show(block);
    while (this.#parts.at(-1)?.childElementCount === 0) {
      this.#parts.pop()?.remove();
    }
    this.#leaveBehind();
  }

  /**
   * Where another part has begun, those that were there before are drawn for good, and how high they are is known: from now
   * on they cost nothing out of sight. The last of them still stands beside what grows.
   */
  #leaveBehind(): void {
    if (this.#parts.length > this.#seen) {
      this.#parts.slice(0, this.#seen - 1).forEach(({ classList }) => classList.add("past"));
      this.#seen = this.#parts.length;
    }
  }

  /** A block has the direction of its own text, with all that it holds; code and formulas have one of their own. */
  protected override created({ element }: BlockView, { kind }: Block): void {
    if (kind !== "code" && kind !== "math" && kind !== "rule") {
      element.dir = "auto";
    }
  }

  protected override holder(child: number): HTMLElement {
    const number = Math.floor(child / PART);
    while (this.#parts.length <= number) {
      const part = document.createElement("div");
      part.className = "part";
      this.element.insertBefore(part, this.#notes.behind(this.element));
      this.#parts.push(part);
    }
    return this.#parts[number] as HTMLElement;
  }
}
