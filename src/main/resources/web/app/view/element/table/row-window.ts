import { element } from "../../../dom.ts";
import { say } from "../../../words.ts";
import { onPaper } from "./on-paper.ts";

/** More rows than this are drawn only as far as they are seen. */
const ALL_DRAWN = 200;
/** Rows drawn above and below what is seen. */
const MARGIN = 20;
/** So many rows at most go on paper: some fifty pages. */
const MOST_PRINTED = 2000;
/** The height (px) of a row that is one of many, as the style has it. */
const ROW_HEIGHT = 36;

/** Draws of many rows of one height those that are seen; the space of the others is kept. */
export class RowWindow {
  readonly #box: HTMLElement;
  readonly #body: HTMLTableSectionElement;
  readonly #row: (index: number) => HTMLTableRowElement;
  readonly #above = spacer();
  readonly #below = spacer();
  #count = 0;
  #from = 0;
  #until = 0;
  #frame = 0;

  constructor(box: HTMLElement, body: HTMLTableSectionElement, row: (index: number) => HTMLTableRowElement) {
    this.#box = box;
    this.#body = body;
    this.#row = row;
    box.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    onPaper(box, (printing) => (printing ? this.#drawForPaper() : this.#draw(...this.#wanted())));
  }

  #drawForPaper(): void {
    if (!this.partial) {
      return;
    }
    const shown = Math.min(this.#count, MOST_PRINTED);
    this.#body.replaceChildren(...this.#rows(0, shown));
    if (shown < this.#count) {
      const columns = this.#body.rows[0]?.cells.length;
      const words = say("element.rowsOf", { shown, count: this.#count });
      this.#body.append(element("tr", {}, element("td", { colspan: columns }, words)));
    }
  }

  /** Whether rows have one height, because not all of them are drawn. */
  get partial(): boolean {
    return this.#count > ALL_DRAWN;
  }

  /** Shows so many rows, all anew. */
  reset(count: number): void {
    this.#count = count;
    this.#draw(...this.#wanted());
  }

  /** Shows so many rows, of which those before were shown already. */
  grow(count: number): void {
    const before = this.#count;
    this.#count = count;
    if (this.partial) {
      this.#draw(...this.#wanted());
    } else {
      this.#body.append(...this.#rows(before, count));
      this.#until = count;
    }
  }

  #scrolled(): void {
    if (this.partial && this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        const [from, until] = this.#wanted();
        if (from !== this.#from || until !== this.#until) {
          this.#draw(from, until);
        }
      });
    }
  }

  #wanted(): [from: number, until: number] {
    if (!this.partial) {
      return [0, this.#count];
    }
    const first = Math.floor(this.#box.scrollTop / ROW_HEIGHT);
    const seen = Math.ceil((this.#box.clientHeight || screen.height) / ROW_HEIGHT);
    const from = Math.max(0, Math.min(first - MARGIN, this.#count - seen - MARGIN));
    // An even first row, so that nothing changes but what came and went.
    const even = from - (from % 2);
    return [even, Math.min(this.#count, first + seen + MARGIN)];
  }

  #draw(from: number, until: number): void {
    this.#from = from;
    this.#until = until;
    this.#body.replaceChildren(...this.#rows(from, until));
    if (this.partial) {
      stretch(this.#above, from);
      stretch(this.#below, this.#count - until);
      this.#body.prepend(this.#above);
      this.#body.append(this.#below);
    }
  }

  #rows(from: number, until: number): HTMLTableRowElement[] {
    return Array.from({ length: until - from }, (_, index) => this.#row(from + index));
  }
}

function spacer(): HTMLTableRowElement {
  return element("tr", { class: "spacer", "aria-hidden": "true" }, element("td"));
}

function stretch(row: HTMLTableRowElement, rows: number): void {
  row.hidden = rows === 0;
  row.style.height = `${rows * ROW_HEIGHT}px`;
}
