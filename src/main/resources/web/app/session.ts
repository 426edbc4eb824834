import { observe } from "./clock.ts";
import { FrameBatch } from "./frame-batch.ts";
import { noticeChangedCode } from "./live-reload.ts";
import { Outbox } from "./outbox.ts";
import type {
  AroundFrame,
  Change,
  ChangingCommand,
  ConversationEvent,
  ErrorFrame,
  EventFrame,
  Message,
  OlderFrame,
  ServerFrame,
  SnapshotFrame,
  TextFrame,
} from "./protocol.ts";
import { askedWhy } from "./refused-upgrade.ts";
import { rearranged, type SendingMessage, sendingOf, type SessionListener, type Update } from "./session-listener.ts";
import { type Reach, ShownPath } from "./shown-path.ts";
import { ChatSocket, type ConnectionState, type SocketListener, TOO_LARGE } from "./socket.ts";
import { TextPace } from "./text-pace.ts";
import type { Transcript } from "./transcript.ts";

type Queued = TextFrame | EventFrame | SnapshotFrame | OlderFrame | AroundFrame;

/** What the reader is taken to the end by, or to another branch. */
const MOVING: ReadonlySet<Change["type"]> = new Set(["edit", "regenerate", "chooseBranch"]);
const REDUCED_MOTION = matchMedia("(prefers-reduced-motion: reduce)");
/** Events that change nothing but what one message shows. */
const QUIET: ReadonlySet<ConversationEvent["type"]> = new Set(["textAppended", "elementChanged", "usageReported"]);

/** One open conversation: its socket, what it looks like, and what is still on its way to the server. */
export class Session implements SocketListener {
  readonly conversation: string;
  readonly path = new ShownPath((command) => this.#socket.send(command));
  /** Whether the first snapshot has come. */
  loaded = false;

  readonly #listener: SessionListener;
  readonly #outbox: Outbox;
  readonly #socket: ChatSocket;
  readonly #batch: FrameBatch<Queued>;
  readonly #pace = new TextPace<Queued>(() => !document.hidden && !REDUCED_MOTION.matches);
  readonly #answering: Set<number>;
  #sending: SendingMessage[];
  /** This reader has asked for another branch, or for what follows the end. */
  #leaving = false;
  #closed = false;

  /** What comes is shown as soon as `drawable` has settled. */
  constructor(conversation: string, listener: SessionListener, drawable: Promise<void>) {
    this.conversation = conversation;
    this.#listener = listener;
    this.#batch = new FrameBatch((frames) => this.#paced(frames), drawable);
    this.#outbox = new Outbox(conversation, sessionStorage);
    this.#sending = this.#outbox.pending.flatMap((command) => (command.type === "send" ? [sendingOf(command)] : []));
    this.#answering = new Set(this.#outbox.pending.flatMap((it) => (it.type === "answer" ? [it.element] : [])));
    this.#socket = new ChatSocket(conversation, this);
  }

  get transcript(): Transcript {
    return this.path.transcript;
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
    this.#closed = true;
    this.#batch.clear();
    this.#pace.clear();
    this.#socket.close();
  }

  /** Sends a command that changes something, now or when the connection is back. */
  change(change: Change): void {
    const command = { ...change, id: crypto.randomUUID() } as ChangingCommand;
    this.#outbox.add(command);
    this.#leaving ||= MOVING.has(command.type);
    if (command.type === "send") {
      this.#sending.push(sendingOf(command));
      this.#changed();
    } else if (command.type === "answer") {
      this.#answering.add(command.element);
      this.#touched(command.element);
    }
    void this.#dispatch(command);
  }

  async #dispatch(command: ChangingCommand): Promise<void> {
    if (command.type === "send") {
      await noticeChangedCode();
    }
    this.#socket.send(command);
  }

  /** Shows the end of the conversation, if that is not what is shown. */
  toEnd(): void {
    this.path.toEnd();
    this.#listener.updated({ ...rearranged(), replaced: true });
  }

  /** Takes messages above those that are here, however many that makes: to print them. */
  prepend(before: number, { messages, more }: { messages: readonly Message[]; more: boolean }): void {
    if (this.transcript.prepend(before, messages, more)) {
      this.#listener.updated({ ...rearranged(), stretched: true });
    }
  }

  frame(frame: ServerFrame): void {
    const text = Array.isArray(frame);
    if (text || "offset" in frame) {
      this.#batch.push(frame, text ? this.#pace.rest(performance.now()) : 0);
      return;
    }
    switch (frame.type) {
      case "snapshot":
      case "older":
      case "around":
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
    this.path.reconnected();
    if (state === "ready") {
      this.#outbox.pending.forEach((command) => this.#socket.send(command));
    }
    this.#listener.connection(state);
  }

  unanswered(): void {
    const unknown = !this.loaded && !this.started;
    void askedWhy(this.conversation, unknown).then((why) => {
      // Whoever has gone on to another conversation must not be told of this one.
      if (this.#closed) {
        return;
      }
      if (why === "signedOut") {
        this.signedOut();
      } else if (why === "missing") {
        this.#listener.missing();
      }
    });
  }

  signedOut(): void {
    this.close();
    this.#listener.signedOut();
  }

  notYours(): void {
    this.#listener.missing();
  }

  oversized(): void {
    this.#refused(TOO_LARGE);
  }

  #paced(frames: readonly Queued[]): void {
    const now = performance.now();
    const due = this.#pace.take(frames, now);
    if (this.#pace.waits) {
      this.#batch.again(this.#pace.rest(now));
    }
    if (due.length > 0) {
      this.#apply(due);
    }
  }

  #apply(frames: readonly Queued[]): void {
    const update: Update = { messages: new Set(), structure: false, replaced: false, stretched: false, events: [] };
    let elsewhere: number | undefined;
    for (const frame of frames) {
      if (Array.isArray(frame)) {
        this.#fold({ type: "textAppended", element: frame[1], text: frame[2] }, update);
      } else if (frame.type === "snapshot") {
        this.#replace(frame);
        update.structure = true;
        update.replaced = true;
      } else if (frame.type === "older") {
        this.#reach(this.path.older(frame), update);
      } else if (frame.type === "around") {
        const reach = this.path.around(frame);
        this.#reach(reach, update);
        elsewhere = reach === "elsewhere" ? frame.message : elsewhere;
      } else {
        this.#fold(frame, update);
      }
    }
    this.#settle();
    this.#listener.updated(update);
    if (elsewhere !== undefined) {
      this.#listener.elsewhere(elsewhere);
    }
  }

  #reach(reach: Reach, update: Update): void {
    update.stretched ||= reach === "stretched";
    update.replaced ||= reach === "replaced";
    update.structure ||= reach === "replaced";
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
    if (this.#leaving && this.path.away) {
      this.path.toEnd();
    }
    this.#leaving = false;
    this.path.replace(snapshot);
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
    this.#leaving = false;
    const id = error.id ?? (error.code === "too-large" ? this.#outbox.longest : undefined);
    const command = id === undefined ? undefined : this.#outbox.remove(id);
    const returned = command?.type === "send" || command?.type === "edit" ? command : undefined;
    this.#sending = this.#sending.filter((sending) => sending.id !== id);
    if (command?.type === "answer") {
      this.#answering.delete(command.element);
      this.#touched(command.element);
    }
    this.#changed();
    this.#listener.refused(error, returned);
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
