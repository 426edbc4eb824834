import { element } from "../dom.ts";

/** So many entries are in the page as a whole; of longer lists only what is near the reader. */
const WHOLE = 400;
/** How far (px) beyond what is seen. */
const MARGIN = 1200;

/** What a list is made of: rows, all as high, and headings, all as high. */
interface Heights {
  row: number;
  heading: number;
}

/** A box in a list's order: an entry, by its place, or room (px) for entries that are not in the page. */
export type Boxed = { at: number } | { room: number };

/** Which entries of a long list are in the page: those near what the reader sees, and those around the focus. */
export class ListWindow {
  readonly #list: HTMLElement;
  /** Where each entry ends (px from the first one's top). */
  #ends = new Float64Array();
  #heights: Heights | undefined;
  /** Where the reader was (px) when it was asked last what is to be in the page. */
  #top = 0;

  constructor(list: HTMLElement) {
    this.#list = list;
  }

  /** Whether all entries are in the page. */
  get whole(): boolean {
    return this.#ends.length <= WHOLE || !this.#heights;
  }

  /** Whether the reader comes near the edge of what is in the page. */
  get nearEdge(): boolean {
    return !this.whole && Math.abs(this.#list.scrollTop - this.#top) > MARGIN / 2;
  }

  /** The list has these entries now; `true` stands for a heading. */
  measure(headings: readonly boolean[]): void {
    if (headings.length > WHOLE) {
      this.#heights ??= this.#measured();
    }
    const { row, heading } = this.#heights ?? { row: 0, heading: 0 };
    let end = 0;
    this.#ends = Float64Array.from(headings, (isHeading) => (end += isHeading ? heading : row));
  }

  /** What is to be in the page, around the entry at `focused` too. */
  boxes(focused: number): Boxed[] {
    const count = this.#ends.length;
    const { scrollTop, clientHeight } = this.#list;
    this.#top = scrollTop;
    const first = this.whole ? 0 : this.#endingBehind(scrollTop - MARGIN);
    const last = this.whole ? count - 1 : this.#endingBehind(scrollTop + clientHeight + MARGIN);
    const boxes: Boxed[] = [];
    let next = 0;
    for (let at = 0; at < count; at++) {
      // One before and one behind, so that the keys lead on.
      if ((at >= first && at <= last) || (focused >= 0 && Math.abs(at - focused) <= 1)) {
        this.#addRoom(boxes, next, at);
        boxes.push({ at });
        next = at + 1;
      }
    }
    this.#addRoom(boxes, next, count);
    return boxes;
  }

  #addRoom(boxes: Boxed[], from: number, to: number): void {
    if (to > from) {
      boxes.push({ room: (this.#ends[to - 1] ?? 0) - (this.#ends[from - 1] ?? 0) });
    }
  }

  /** The first entry that ends below that; entries stand in order, so it is looked for by halves. */
  #endingBehind(top: number): number {
    let low = 0;
    let high = this.#ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] ?? 0) > top) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** As the first ones are drawn, if they are: the style sheet and the reader's font say how high that is. */
  #measured(): Heights | undefined {
    const height = (selector: string): number =>
      this.#list.querySelector(selector)?.getBoundingClientRect().height ?? 0;
    const row = height("li:not(.sidebar-label)");
    return row > 0 ? { row, heading: height("li.sidebar-label") } : undefined;
  }
}

export function roomOf(height: number): HTMLElement {
  const room = element("li", { class: "list-room", "aria-hidden": true });
  room.style.blockSize = `${height}px`;
  return room;
}
