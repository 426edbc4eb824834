/** A hidden page gets no animation frames; what arrives is then handled at this pace (ms). */
const HIDDEN_PACE = 250;
/** The least that lies between two frames (ms). */
const FRAME = 16;

/** Hands over what arrived between two animation frames in one go. */
export class FrameBatch<T> {
  readonly #handle: (items: T[]) => void;
  #items: T[] = [];
  #frame = 0;
  #rest = 0;
  #timer = 0;

  constructor(handle: (items: T[]) => void) {
    this.#handle = handle;
  }

  push(item: T): void {
    this.#items.push(item);
    this.again();
  }

  /**
   * Asks for the next frame, whether anything arrives before it or not; or for the first one that long (ms) from now, because
   * a frame in which nothing is to be done costs, too.
   */
  again(rest = 0): void {
    if (this.#timer === 0) {
      if (rest > FRAME) {
        this.#rest = window.setTimeout(() => this.#ask(), rest - FRAME);
      } else {
        this.#ask();
      }
      this.#timer = window.setTimeout(() => this.#flush(), HIDDEN_PACE);
    }
  }

  /** Drops what has not been handed over. */
  clear(): void {
    this.#items = [];
    clearTimeout(this.#rest);
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  #ask(): void {
    this.#frame = requestAnimationFrame(() => this.#flush());
  }

  #flush(): void {
    const items = this.#items;
    this.clear();
    this.#handle(items);
  }
}
