import type { TextFrame } from "./protocol.ts";

/** The longest that text is held back (ms). */
const LONGEST = 200;
/** Frames that are closer together than this (ms) show no new text: drawing more often costs more than it gives. */
const BETWEEN = 45;

/**
 * Makes text that comes in gulps flow: each gulp is shown over the next moment instead of at once. Only text at the
 * very end waits. Whatever comes behind it, such as the end of its message, lets all of it through.
 */
export class TextPace<F extends object> {
  readonly #isOn: () => boolean;
  #waiting: TextFrame[] = [];
  #length = 0;
  /** Characters a millisecond; it falls only when nothing waits, so that nothing waits longer than it may. */
  #rate = 0;
  #last = 0;

  /** `isOn` says whether text may be held back at all: readers may prefer that nothing moves. */
  constructor(isOn: () => boolean) {
    this.#isOn = isOn;
  }

  /** Whether there is text that waits. */
  get waits(): boolean {
    return this.#waiting.length > 0;
  }

  /** How long (ms) nothing more is to be shown. */
  rest(now: number): number {
    return BETWEEN - (now - this.#last);
  }

  clear(): void {
    this.#waiting = [];
    this.#length = 0;
    this.#rate = 0;
  }

  /** Takes what has arrived and gives what is to be shown now (ms), in order. */
  take(arrived: readonly (F | TextFrame)[], now: number): (F | TextFrame)[] {
    const began = !this.waits;
    const frames = [...this.#waiting, ...arrived];
    if (!this.#isOn()) {
      this.clear();
      return frames;
    }
    const firstWaiting = frames.findLastIndex((frame) => !isText(frame)) + 1;
    this.#waiting = frames.slice(firstWaiting).filter(isText);
    this.#length = this.#waiting.reduce((sum, [, , text]) => sum + text.length, 0);
    this.#rate = Math.max(firstWaiting > 0 || began ? 0 : this.#rate, this.#length / LONGEST);
    return [...frames.slice(0, firstWaiting), ...this.#due(began, now)];
  }

  #due(began: boolean, now: number): TextFrame[] {
    const passed = began ? BETWEEN : now - this.#last;
    if (passed < BETWEEN) {
      return [];
    }
    this.#last = now;
    return this.#cut(Math.ceil(this.#rate * passed));
  }

  #cut(length: number): TextFrame[] {
    const due: TextFrame[] = [];
    let left = length;
    while (left > 0 && this.#waiting[0]) {
      const [offset, element, text] = this.#waiting[0];
      const end = wholeCharacters(text, left);
      due.push([offset, element, text.slice(0, end)]);
      left -= end;
      this.#length -= end;
      if (end === text.length) {
        this.#waiting.shift();
      } else {
        this.#waiting[0] = [offset, element, text.slice(end)];
      }
    }
    return due;
  }
}

function isText(frame: object): frame is TextFrame {
  return Array.isArray(frame);
}

/** Half a character is none. */
function wholeCharacters(text: string, length: number): number {
  const unit = text.charCodeAt(length - 1);
  return Math.min(text.length, unit >= 0xd800 && unit <= 0xdbff ? length + 1 : length);
}
