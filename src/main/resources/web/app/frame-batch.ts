/** A hidden page gets no animation frames; what arrives is then handled at this pace (ms). */
const HIDDEN_PACE = 250;

/** Hands over what arrived between two animation frames in one go. */
export class FrameBatch<T> {
  readonly #handle: (items: T[]) => void;
  #items: T[] = [];
  #frame = 0;
  #timer = 0;

  constructor(handle: (items: T[]) => void) {
    this.#handle = handle;
  }

  push(item: T): void {
    this.#items.push(item);
    this.again();
  }

  /** Asks for the next frame, whether anything arrives before it or not. */
  again(): void {
    if (this.#timer === 0) {
      this.#frame = requestAnimationFrame(() => this.#flush());
      this.#timer = window.setTimeout(() => this.#flush(), HIDDEN_PACE);
    }
  }

  /** Drops what has not been handed over. */
  clear(): void {
    this.#items = [];
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  #flush(): void {
    const items = this.#items;
    this.clear();
    this.#handle(items);
  }
}
