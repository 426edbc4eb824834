import type { Message } from "./protocol.ts";

/** How many messages the page keeps at a time: more would make each change slower, and nobody reads so many at once. */
export const MOST_MESSAGES = 400;

/** Part of the shown path that does not reach its end. What is in it has ended, so that it changes by growing only. */
export class Passage {
  #messages: readonly Message[];
  /** Whether there are older messages above. */
  #more: boolean;

  constructor(messages: readonly Message[], more: boolean) {
    this.#messages = messages;
    this.#more = more;
  }

  get messages(): readonly Message[] {
    return this.#messages;
  }

  get more(): boolean {
    return this.#more;
  }

  get first(): Message | undefined {
    return this.#messages[0];
  }

  get last(): Message | undefined {
    return this.#messages.at(-1);
  }

  /** Grows above; what is far below the reader then is let go. */
  prepend(older: readonly Message[], more: boolean): void {
    this.#messages = [...older, ...this.#messages].slice(0, MOST_MESSAGES);
    this.#more = more;
  }

  /** Grows below; what is far above the reader then is let go. */
  append(newer: readonly Message[]): void {
    const all = [...this.#messages, ...newer];
    this.#more ||= all.length > MOST_MESSAGES;
    this.#messages = all.slice(-MOST_MESSAGES);
  }
}
