import type { ContentOf } from "../element-content.ts";
import type { ConversationEvent, Message } from "../protocol.ts";
import type { Transcript } from "../transcript.ts";
import { failureWords } from "../problem-words.ts";
import { say } from "../words.ts";

/** A screen reader needs time to speak: sentences that end within this many milliseconds are said together. */
const PAUSE = 1500;
/** The end of a sentence, or of a paragraph without one. */
const SENTENCE_END = /[.!?…:]["')\]]?\s|\n\s*\n/g;

const ENDS: Record<string, string> = {
  complete: "message.spokenComplete",
  stopped: "message.spokenStopped",
  interrupted: "message.spokenInterrupted",
};

/** Tells a screen reader what comes, in sentences rather than in pieces of words. */
export class Announcer {
  readonly #region: HTMLElement;
  #unsaid = "";
  /** The answer that is being told. */
  #followed: number | undefined;
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
          this.#followed = answer.id;
        }
      } else if (event.type === "elementAdded" && event.element.kind === "question") {
        this.#sayFinished(true);
        this.say(say("message.question", { question: (event.element as ContentOf<"question">).prompt }));
      } else if (event.type === "messageEnded") {
        this.#sayFinished(true);
        this.#sayEnd(transcript.message(event.message));
      }
    }
    this.#sayFinished(false);
    // The end may have come with a snapshot, after a loss of the connection.
    const followed = this.#followed === undefined ? undefined : transcript.message(this.#followed);
    if (followed?.state) {
      this.#unsaid = "";
      this.#sayEnd(followed);
    }
  }

  clear(): void {
    this.#unsaid = "";
    this.#followed = undefined;
    this.#waiting = [];
    this.#region.replaceChildren();
  }

  #sayEnd(message: Message | undefined): void {
    if (message?.state && message.role !== "user") {
      this.#followed = undefined;
      const words = ENDS[message.state];
      this.say(words ? say(words) : message.problem ? failureWords(message.problem) : say("message.spokenFailed"));
    }
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
