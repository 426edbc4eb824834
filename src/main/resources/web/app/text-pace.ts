import type { TextFrame } from "./protocol.ts";

/** The longest that text is held back (ms). */
const LONGEST = 200;
/** Text that comes at least this often (ms) flows by itself. */
const FLOWING = 100;
/** A pause this long (ms) says nothing of when the next text comes. */
const PAUSE = 1000;
/** How much of the longest time between two arrivals is remembered at the next one. */
const REMEMBERED = 0.9;
/** Characters a millisecond that are too fast to follow: each frame would cost as much as ever, and give nothing. */
const FAST = 2;
/** How often (ms) text is drawn that is fast. */
const SELDOM = 45;

/**
 * Makes text that comes in gulps flow: each gulp is shown over the next moment instead of at once. What flows by itself is
 * shown as it comes. Only text at the very end waits. Whatever comes behind it, such as the end of its message, lets all of it
 * through.
 */
export class TextPace<F extends object> {
  readonly #isOn: () => boolean;
  #waiting: TextFrame[] = [];
  /** Characters a millisecond that are shown; it falls only when nothing waits, so that nothing waits longer than it may. */
  #rate = 0;
  /** Characters a millisecond that came lately. */
  #coming = 0;
  /** How far (ms) arrivals lie apart; 0 where that is not known. */
  #apart = 0;
  #arrived = -Infinity;
  #shown = -Infinity;

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
    return (this.#coming > FAST ? SELDOM : 0) - (now - this.#shown);
  }

  clear(): void {
    this.#waiting = [];
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
    this.#observe(lengthOf(arrived), now);
    const length = lengthOf(this.#waiting);
    this.#rate = Math.max(firstWaiting > 0 || began ? 0 : this.#rate, length / this.#spread(length));
    return [...frames.slice(0, firstWaiting), ...this.#due(began, now)];
  }

  #observe(length: number, now: number): void {
    if (length === 0) {
      return;
    }
    const since = now - this.#arrived;
    this.#arrived = now;
    this.#apart = since > PAUSE ? 0 : Math.max(since, this.#apart * REMEMBERED);
    this.#coming += (length / (since || 1) - this.#coming) * (1 - REMEMBERED);
  }

  /** Over how long (ms) to show what waits: until more of it can be expected, and for little text no longer than a glance. */
  #spread(length: number): number {
    const spread = this.#apart || length + 1;
    return this.#apart > 0 && spread < FLOWING ? 1 : Math.min(LONGEST, spread);
  }

  #due(began: boolean, now: number): TextFrame[] {
    if (this.rest(now) > 0) {
      return [];
    }
    const passed = now - this.#shown;
    this.#shown = now;
    return this.#cut(Math.ceil(this.#rate * (began ? Math.min(SELDOM, passed) : passed)));
  }

  #cut(length: number): TextFrame[] {
    const due: TextFrame[] = [];
    let left = length;
    while (left > 0 && this.#waiting[0]) {
      const [offset, element, text] = this.#waiting[0];
      const end = wholeCharacters(text, left);
      due.push([offset, element, text.slice(0, end)]);
      left -= end;
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

function lengthOf(frames: readonly object[]): number {
  return frames.reduce((sum, frame) => sum + (isText(frame) ? frame[2].length : 0), 0);
}

/** Half a character is none. */
function wholeCharacters(text: string, length: number): number {
  const unit = text.charCodeAt(length - 1);
  return Math.min(text.length, unit >= 0xd800 && unit <= 0xdbff ? length + 1 : length);
}
