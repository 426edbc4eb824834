/** A hidden page gets no animation frames; what arrives is then handled at this pace (ms). */
const HIDDEN_PACE = 250;
/** The least that lies between two frames (ms). */
const FRAME = 16;

/** Hands over what arrived between two animation frames in one go. */
export class FrameBatch<T> {
  readonly #handle: (items: T[]) => void;
  #held = true;
  #items: T[] = [];
  #frame = 0;
  #rest = 0;
  #timer = 0;

  /** What arrives before `ready` has settled is kept until then. */
  constructor(handle: (items: T[]) => void, ready: Promise<void>) {
    this.#handle = handle;
    void ready.then(() => this.#release());
  }

  /** Takes what is to be handed over in the next frame, or in the first one that long (ms) from now. */
  push(item: T, rest = 0): void {
    this.#items.push(item);
    this.again(rest);
  }

  #release(): void {
    this.#held = false;
    if (this.#items.length > 0) {
      this.again();
    }
  }

  /**
   * Asks for the next frame, whether anything arrives before it or not; or for the first one that long (ms) from now, because
   * a frame in which nothing is to be done costs, too.
   */
  again(rest = 0): void {
    if (this.#timer === 0 && !this.#held) {
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
