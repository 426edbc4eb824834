import type { ConversationEvent } from "../protocol.ts";
import type { Transcript } from "../transcript.ts";

/** A screen reader needs time to speak: sentences that end within this many milliseconds are said together. */
const PAUSE = 1500;
/** The end of a sentence, or of a paragraph without one. */
const SENTENCE_END = /[.!?…:]["')\]]?\s|\n\s*\n/g;

const ENDS: Record<string, string> = {
  complete: "The answer is complete.",
  stopped: "The answer was stopped.",
  interrupted: "The answer was interrupted.",
};

/** Tells a screen reader what comes, in sentences rather than in pieces of words. */
export class Announcer {
  readonly #region: HTMLElement;
  #unsaid = "";
  #waiting: string[] = [];
  #timer = 0;

  constructor(region: HTMLElement) {
    this.#region = region;
  }

  say(text: string): void {
    this.#waiting.push(text);
    if (this.#timer === 0) {
      this.#speak();
    }
  }

  follow(events: readonly ConversationEvent[], transcript: Transcript): void {
    for (const event of events) {
      if (event.type === "textAppended") {
        const answer = transcript.last;
        if (
          answer?.role !== "user" &&
          answer?.elements.some((part) => part.id === event.element && part.kind === "markdown")
        ) {
          this.#unsaid += event.text;
        }
      } else if (event.type === "messageEnded") {
        this.#sayFinished(true);
        const message = transcript.message(event.message);
        if (message && message.role !== "user") {
          this.say(ENDS[event.state] ?? event.problem?.text ?? "The answer failed.");
        }
      }
    }
    this.#sayFinished(false);
  }

  clear(): void {
    this.#unsaid = "";
    this.#waiting = [];
    this.#region.replaceChildren();
  }

  #sayFinished(all: boolean): void {
    const ends = [...this.#unsaid.matchAll(SENTENCE_END)];
    const last = ends.at(-1);
    const length = all ? this.#unsaid.length : last ? last.index + last[0].length : 0;
    const finished = this.#unsaid
      .slice(0, length)
      .replace(/[*_`#>|]+/g, "")
      .trim();
    this.#unsaid = this.#unsaid.slice(length);
    if (finished !== "") {
      this.say(finished);
    }
  }

  #speak(): void {
    this.#timer = 0;
    if (this.#waiting.length > 0) {
      const paragraph = document.createElement("p");
      paragraph.textContent = this.#waiting.join(" ");
      this.#region.replaceChildren(paragraph);
      this.#waiting = [];
      this.#timer = window.setTimeout(() => this.#speak(), PAUSE);
    }
  }
}
