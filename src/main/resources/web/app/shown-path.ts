import { MOST_MESSAGES, Passage } from "./passage.ts";
import type { AroundFrame, Command, Message, OlderFrame, SnapshotFrame } from "./protocol.ts";
import { Transcript } from "./transcript.ts";

/** So many messages are asked for at a time. */
const PAGE = 50;

/** What an answer has done to what is shown. */
export type Reach =
  | "nothing"
  /** Messages came or went at an edge. */
  | "stretched"
  /** Another part of the path is shown. */
  | "replaced"
  /** The message that was asked for is on a branch that is not shown. */
  | "elsewhere";

/**
 * The part of the shown path that the page has. Usually that is its end, which lives; after a search it may be a passage
 * far above, while the end goes on living unseen.
 */
export class ShownPath {
  #transcript = new Transcript();
  #passage: Passage | undefined;
  #asked = false;
  readonly #send: (command: Command) => boolean;

  constructor(send: (command: Command) => boolean) {
    this.#send = send;
  }

  /** The end of the path, whatever is shown. */
  get transcript(): Transcript {
    return this.#transcript;
  }

  get messages(): readonly Message[] {
    return this.#passage?.messages ?? this.#transcript.messages;
  }

  /** Whether the end is not among what is shown. */
  get away(): boolean {
    return this.#passage !== undefined;
  }

  /** Whether all of the path is here. */
  get whole(): boolean {
    return !this.#passage && !this.#transcript.more;
  }

  has(message: number): boolean {
    return this.messages.some(({ id }) => id === message);
  }

  /** The connection is another one: what was asked over the one before gets no answer. */
  reconnected(): void {
    this.#asked = false;
  }

  /** Asks for the messages above, once until they are there. */
  loadOlder(): void {
    const { first, more } = this.#passage ?? { first: this.#transcript.messages[0], more: this.#transcript.more };
    if (!first || !more || this.#asked) {
      return;
    }
    if (!this.#passage && this.#transcript.messages.length >= MOST_MESSAGES) {
      this.#passage = new Passage([...this.#transcript.messages], more);
      this.#transcript.keepLast(PAGE);
    }
    this.#ask({ type: "older", before: first.id });
  }

  /** Asks for the messages below a passage, once until they are there. */
  loadNewer(): void {
    const last = this.#passage?.last;
    if (last) {
      this.#ask({ type: "around", message: last.id, older: 0, newer: PAGE });
    }
  }

  /** Asks for a message that is not here, with those around it. */
  seek(message: number): void {
    this.#asked = false;
    this.#ask({ type: "around", message });
  }

  #ask(command: Command): void {
    this.#asked ||= this.#send(command);
  }

  /** Shows the end again, and lets go of what has been loaded above it. */
  toEnd(): void {
    this.#passage = undefined;
    this.#asked = false;
    this.#transcript.keepLast(2 * PAGE);
  }

  replace(snapshot: SnapshotFrame): void {
    this.#asked = false;
    // A window may have grown above since: what stood above its first message is still there, whatever came below.
    const above = this.#transcript.above(snapshot.messages[0]?.id);
    const grown = { messages: [...above, ...snapshot.messages], more: this.#transcript.more };
    this.#transcript = new Transcript(above.length > 0 ? { ...snapshot, ...grown } : snapshot);
    // The branch may be another one; the answer tells whether the passage is on it.
    this.loadNewer();
  }

  older({ before, messages, more }: OlderFrame): Reach {
    this.#asked = false;
    if (this.#passage?.first?.id === before) {
      this.#passage.prepend(messages, more);
      return "stretched";
    }
    return this.#transcript.prepend(before, messages, more) ? "stretched" : "nothing";
  }

  around(frame: AroundFrame): Reach {
    this.#asked = false;
    const { messages, message } = frame;
    const goesOn = this.#passage?.last?.id === message;
    if (messages.length === 0) {
      return goesOn ? this.#leave() : "elsewhere";
    }
    return this.#passage && goesOn && messages[0]?.id === message
      ? this.#extend(this.#passage, frame)
      : this.#show(frame);
  }

  #extend(passage: Passage, { messages, newer }: AroundFrame): Reach {
    const below = messages.slice(1);
    if (this.#join([...passage.messages, ...below], passage.more)) {
      return "stretched";
    }
    if (!newer) {
      return this.#leave();
    }
    passage.append(below);
    return "stretched";
  }

  #show({ messages, more }: AroundFrame): Reach {
    const wasAway = this.away;
    if (this.#join(messages, more)) {
      return wasAway ? "replaced" : "stretched";
    }
    this.#passage = new Passage(messages, more);
    return "replaced";
  }

  /** Puts messages that reach down to the end's window above it; false when there is a gap between them. */
  #join(messages: readonly Message[], more: boolean): boolean {
    const first = this.#transcript.messages[0];
    const above = messages.filter(({ id }) => !this.#transcript.message(id));
    const meets = above.length < messages.length || first?.parent === messages.at(-1)?.id;
    if (!first || !meets) {
      return false;
    }
    this.#transcript.prepend(first.id, above, above.length > 0 ? more : this.#transcript.more);
    this.#transcript.keepLast(MOST_MESSAGES);
    this.#passage = undefined;
    return true;
  }

  #leave(): Reach {
    this.toEnd();
    return "replaced";
  }
}
