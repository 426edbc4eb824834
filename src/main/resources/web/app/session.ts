import { observe } from "./clock.ts";
import { FrameBatch } from "./frame-batch.ts";
import { Outbox } from "./outbox.ts";
import type {
  Change,
  ChangingCommand,
  ConversationEvent,
  ConversationSummary,
  ErrorFrame,
  EventFrame,
  OlderFrame,
  ServerFrame,
  SnapshotFrame,
  TextFrame,
} from "./protocol.ts";
import { ChatSocket, type ConnectionState, type SocketListener } from "./socket.ts";
import { TextPace } from "./text-pace.ts";
import { Transcript } from "./transcript.ts";

/** A message that the page shows before the server has told of it. */
export interface SendingMessage {
  id: string;
  text: string;
  turn?: number;
}

/** What one batch of frames has changed. */
export interface Update {
  /** The messages whose content changed. */
  messages: Set<number>;
  /** Messages came or went, or a turn or the queue changed. */
  structure: boolean;
  /** All of it is new: a snapshot came. */
  replaced: boolean;
  /** Messages were added above. */
  older: boolean;
  /** Events that happened while this page was looking on, in order; not those of a snapshot. */
  events: ConversationEvent[];
}

/** Nothing has changed but what is on its way, or how it is shown. */
export function rearranged(): Update {
  return { messages: new Set(), structure: true, replaced: false, older: false, events: [] };
}

export interface SessionListener {
  updated(update: Update): void;
  connection(state: ConnectionState): void;
  conversations(items: ConversationSummary[]): void;
  /** There is no such conversation for this reader. */
  missing(): void;
  /** A command was refused; `returned` is the text of a message that was not kept. */
  refused(error: ErrorFrame, returned: string | undefined): void;
}

type Queued = TextFrame | EventFrame | SnapshotFrame | OlderFrame;

const NOT_FOUND = 404;
const REDUCED_MOTION = matchMedia("(prefers-reduced-motion: reduce)");
/** Events that change nothing but what one message shows. */
const QUIET: ReadonlySet<ConversationEvent["type"]> = new Set(["textAppended", "elementChanged", "usageReported"]);

const TOO_LARGE: ErrorFrame = {
  type: "error",
  code: "too-large",
  text: "This message is longer than the server takes.",
  retryable: false,
};

/** One open conversation: its socket, what it looks like, and what is still on its way to the server. */
export class Session implements SocketListener {
  readonly conversation: string;
  transcript = new Transcript();
  /** Whether the first snapshot has come. */
  loaded = false;

  readonly #listener: SessionListener;
  readonly #outbox: Outbox;
  readonly #socket: ChatSocket;
  readonly #batch = new FrameBatch<Queued>((frames) => this.#paced(frames));
  readonly #pace = new TextPace<Queued>(() => !document.hidden && !REDUCED_MOTION.matches);
  readonly #answering: Set<number>;
  #sending: SendingMessage[];
  #olderAsked = false;

  constructor(conversation: string, listener: SessionListener) {
    this.conversation = conversation;
    this.#listener = listener;
    this.#outbox = new Outbox(conversation, sessionStorage);
    this.#sending = this.#outbox.pending.flatMap((command) =>
      command.type === "send" ? [{ id: command.id, text: command.text }] : [],
    );
    this.#answering = new Set(this.#outbox.pending.flatMap((it) => (it.type === "answer" ? [it.element] : [])));
    this.#socket = new ChatSocket(conversation, this);
  }

  get sending(): readonly SendingMessage[] {
    return this.#sending;
  }

  /** Whether an answer to that question is on its way; the question's own state says when it has arrived. */
  isAnswering(element: number): boolean {
    return this.#answering.has(element);
  }

  get started(): boolean {
    return this.transcript.messages.length + this.transcript.queue.length + this.#sending.length > 0;
  }

  open(): void {
    this.#socket.open();
  }

  close(): void {
    this.#batch.clear();
    this.#pace.clear();
    this.#socket.close();
  }

  /** Sends a command that changes something, now or when the connection is back. */
  change(change: Change): void {
    const command = { ...change, id: crypto.randomUUID() } as ChangingCommand;
    this.#outbox.add(command);
    if (command.type === "send") {
      this.#sending.push({ id: command.id, text: command.text });
      this.#changed();
    } else if (command.type === "answer") {
      this.#answering.add(command.element);
      this.#touched(command.element);
    }
    this.#socket.send(command);
  }

  /** Asks for the messages above the window, once until they are there. */
  loadOlder(): void {
    const first = this.transcript.messages[0];
    if (first && this.transcript.more && !this.#olderAsked) {
      this.#olderAsked = this.#socket.send({ type: "older", before: first.id });
    }
  }

  frame(frame: ServerFrame): void {
    if (Array.isArray(frame) || "offset" in frame) {
      this.#batch.push(frame);
      return;
    }
    switch (frame.type) {
      case "snapshot":
      case "older":
        this.#batch.push(frame);
        break;
      case "ack":
        this.#acknowledged(frame.id, frame.turn);
        break;
      case "error":
        this.#refused(frame);
        break;
      case "conversations":
        this.#listener.conversations(frame.items);
        break;
      case "resumed":
        break;
    }
  }

  connection(state: ConnectionState): void {
    this.#olderAsked = false;
    if (state === "ready") {
      this.#outbox.pending.forEach((command) => this.#socket.send(command));
    }
    this.#listener.connection(state);
  }

  unanswered(): void {
    // A browser does not tell the status of a refused upgrade, so the conversation is asked for in another way.
    if (!this.loaded && !this.started) {
      void fetch(`/api/conversations/${this.conversation}`, { method: "HEAD" }).then(
        ({ status }) => status === NOT_FOUND && this.#listener.missing(),
        () => undefined,
      );
    }
  }

  notYours(): void {
    this.#listener.missing();
  }

  oversized(): void {
    this.#refused(TOO_LARGE);
  }

  #paced(frames: readonly Queued[]): void {
    const due = this.#pace.take(frames, performance.now());
    if (this.#pace.waits) {
      this.#batch.again();
    }
    if (due.length > 0) {
      this.#apply(due);
    }
  }

  #apply(frames: readonly Queued[]): void {
    const update: Update = { messages: new Set(), structure: false, replaced: false, older: false, events: [] };
    for (const frame of frames) {
      if (Array.isArray(frame)) {
        this.#fold({ type: "textAppended", element: frame[1], text: frame[2] }, update);
      } else if (frame.type === "snapshot") {
        this.#replace(frame);
        update.structure = true;
        update.replaced = true;
      } else if (frame.type === "older") {
        this.#olderAsked = false;
        update.older = this.transcript.prepend(frame.before, frame.messages, frame.more);
      } else {
        this.#fold(frame, update);
      }
    }
    this.#settle();
    this.#listener.updated(update);
  }

  #fold(event: ConversationEvent, update: Update): void {
    const message = this.transcript.apply(event);
    if (message) {
      update.messages.add(message.id);
    }
    if ("time" in event) {
      observe(event.time);
    }
    if (event.type === "turnQueued") {
      this.#sending = this.#sending.filter((sending) => sending.id !== event.command);
    }
    update.structure ||= !QUIET.has(event.type);
    update.events.push(event);
  }

  #replace(snapshot: SnapshotFrame): void {
    this.loaded = true;
    this.#olderAsked = false;
    // A window may have grown above since: what stood above its first message is still there, whatever came below.
    const above = this.transcript.above(snapshot.messages[0]?.id);
    const grown = { messages: [...above, ...snapshot.messages], more: this.transcript.more };
    this.transcript = new Transcript(above.length > 0 ? { ...snapshot, ...grown } : snapshot);
    this.#sending = this.#sending.filter((sending) => sending.turn === undefined);
  }

  /** Forgets the messages on their way that have arrived in the transcript. */
  #settle(): void {
    const { messages, queue } = this.transcript;
    this.#sending = this.#sending.filter(
      ({ turn }) =>
        turn === undefined ||
        !(messages.some((message) => message.turn >= turn) || queue.some((queued) => queued.turn >= turn)),
    );
  }

  #acknowledged(id: string, turn: number | undefined): void {
    this.#outbox.remove(id);
    const sending = this.#sending.find((candidate) => candidate.id === id);
    if (sending && turn !== undefined) {
      sending.turn = turn;
      this.#settle();
      this.#changed();
    }
  }

  #refused(error: ErrorFrame): void {
    // The server stops: it will take the command when it is back.
    if (error.code === "shutting-down") {
      return;
    }
    const id = error.id ?? (error.code === "too-large" ? this.#longestPending() : undefined);
    const command = id === undefined ? undefined : this.#outbox.remove(id);
    const returned = command?.type === "send" || command?.type === "edit" ? command.text : undefined;
    this.#sending = this.#sending.filter((sending) => sending.id !== id);
    if (command?.type === "answer") {
      this.#answering.delete(command.element);
      this.#touched(command.element);
    }
    this.#changed();
    this.#listener.refused(error, returned);
  }

  /** The server has not read what is too large, so it cannot say which command that was. */
  #longestPending(): string | undefined {
    const length = (command: ChangingCommand): number => ("text" in command ? command.text.length : 0);
    return this.#outbox.pending.toSorted((one, other) => length(other) - length(one))[0]?.id;
  }

  /** What is known of an element beside the transcript has changed. */
  #touched(element: number): void {
    const message = this.transcript.messages.find(({ elements }) => elements.some(({ id }) => id === element));
    this.#listener.updated({ ...rearranged(), messages: new Set(message ? [message.id] : []) });
  }

  #changed(): void {
    this.#listener.updated(rearranged());
  }
}
