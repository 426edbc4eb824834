import type {
  Conversation,
  ConversationEvent,
  Filing,
  Message,
  MessageElement,
  ModelSettings,
  QueuedMessage,
  RunningTurn,
  TranscriptState,
} from "./protocol.ts";

/**
 * The fold: what a conversation looks like after its events. It knows no page and no socket; the server has the same
 * fold in Java, and both are held to the same fixtures.
 */
export class Transcript {
  conversation: Conversation;
  readonly messages: Message[];
  more: boolean;
  turn: RunningTurn | undefined;
  queue: QueuedMessage[];
  held: boolean;

  readonly #messages = new Map<number, Message>();
  readonly #elements = new Map<number, { element: MessageElement; message: Message }>();

  constructor(state?: Partial<TranscriptState>) {
    const copy = structuredClone(state ?? {});
    this.conversation = copy.conversation ?? {};
    this.messages = copy.messages ?? [];
    this.more = copy.more ?? false;
    this.turn = copy.turn;
    this.queue = copy.queue ?? [];
    this.held = copy.held ?? false;
    this.messages.forEach((message) => this.#index(message));
  }

  message(id: number): Message | undefined {
    return this.#messages.get(id);
  }

  get last(): Message | undefined {
    return this.messages.at(-1);
  }

  /** What stands above a message; nothing when it is not here. */
  above(id: number | undefined): readonly Message[] {
    return this.messages.slice(
      0,
      Math.max(
        0,
        this.messages.findIndex((message) => message.id === id),
      ),
    );
  }

  /** Takes the messages above the window; an answer to a window that has changed since is ignored. */
  prepend(before: number, messages: readonly Message[], more: boolean): boolean {
    if (this.messages[0]?.id !== before) {
      return false;
    }
    const unknown = structuredClone(messages.filter((message) => !this.#messages.has(message.id)));
    this.messages.unshift(...unknown);
    unknown.forEach((message) => this.#index(message));
    this.more = more;
    return true;
  }

  /** Lets go of all but the last so many messages. */
  keepLast(count: number): void {
    const gone = this.messages.splice(0, Math.max(0, this.messages.length - count));
    this.more ||= gone.length > 0;
    for (const message of gone) {
      this.#messages.delete(message.id);
      message.elements.forEach((element) => this.#elements.delete(element.id));
    }
  }

  /** Applies one event and returns the message that it changed, if it changed one. */
  apply(event: ConversationEvent): Message | undefined {
    switch (event.type) {
      case "conversationStarted":
        this.conversation.title = event.title;
        this.conversation.handler = event.handler;
        this.conversation.createdAt = event.time;
        return undefined;
      case "turnQueued":
        if (!this.queue.some((queued) => queued.turn === event.turn)) {
          this.queue.push(waiting(event));
        }
        return undefined;
      case "queuedTextAppended": {
        const queued = this.queue.find((candidate) => candidate.turn === event.turn);
        if (queued) {
          queued.text += event.text;
        }
        return undefined;
      }
      case "turnStarted":
        this.#leaveQueue(event.turn);
        this.held = false;
        this.turn = { id: event.turn, startedAt: event.time };
        return undefined;
      case "turnWaiting":
        if (this.turn?.id === event.turn) {
          this.turn.waiting = { reason: event.reason, until: event.until };
        }
        return undefined;
      case "turnEnded":
        this.#leaveQueue(event.turn);
        if (this.turn?.id === event.turn) {
          this.turn = undefined;
        }
        this.held = this.queue.length > 0 && (this.held || (event.state !== "complete" && event.state !== "removed"));
        return undefined;
      case "messageStarted":
        return this.#start(event);
      case "elementAdded":
        return this.#add(event);
      case "textAppended": {
        const entry = this.#elements.get(event.element);
        if (entry) {
          entry.element.text = (entry.element.text ?? "") + event.text;
        }
        return entry?.message;
      }
      case "elementChanged": {
        const entry = this.#elements.get(event.element);
        if (entry) {
          change(entry.element, event.change);
        }
        return entry?.message;
      }
      case "elementClosed":
        return this.#forEachIn(event.element, (element) => (element.endedAt ??= event.time));
      case "elementWithdrawn":
        return this.#forEachIn(event.element, (element) => (element.withdrawn = true));
      case "usageReported": {
        const message = this.#messages.get(event.message);
        if (message) {
          message.usage = event.usage;
        }
        return message;
      }
      case "messageEnded":
        return this.#end(event);
      case "queueHeld":
        this.held = this.queue.length > 0;
        return undefined;
      case "conversationChanged":
        this.#file(event);
        if (event.title !== undefined) {
          this.conversation.title = event.title;
        }
        this.#set(event.settings);
        return undefined;
      default:
        return undefined;
    }
  }

  #start({ type: _, siblings, ...fields }: Extract<ConversationEvent, { type: "messageStarted" }>): Message {
    const message: Message = { ...fields, siblings: [...(siblings ?? []), fields.id], elements: [] };
    this.messages.push(message);
    this.#index(message);
    return message;
  }

  #add(event: Extract<ConversationEvent, { type: "elementAdded" }>): Message | undefined {
    delete this.turn?.waiting;
    const message = this.#messages.get(event.container) ?? this.#elements.get(event.container)?.message;
    if (!message) {
      return undefined;
    }
    const element: MessageElement = { id: event.id, ...event.element, startedAt: event.time };
    if (event.container !== message.id) {
      element.container = event.container;
    }
    message.elements.push(element);
    this.#elements.set(element.id, { element, message });
    return message;
  }

  /** The element and all that it holds. A container comes before what it holds. */
  #forEachIn(container: number, action: (element: MessageElement) => void): Message | undefined {
    const message = this.#elements.get(container)?.message;
    const within = new Set([container]);
    for (const element of message?.elements ?? []) {
      if (element.id === container || (element.container !== undefined && within.has(element.container))) {
        within.add(element.id);
        action(element);
      }
    }
    return message;
  }

  #end(event: Extract<ConversationEvent, { type: "messageEnded" }>): Message | undefined {
    const message = this.#messages.get(event.message);
    if (!message) {
      return undefined;
    }
    message.state = event.state;
    message.endedAt = event.time;
    if (event.stopReason !== undefined) {
      message.stopReason = event.stopReason;
    }
    if (event.problem !== undefined) {
      message.problem = event.problem;
    }
    for (const element of message.elements) {
      element.endedAt ??= event.time;
    }
    return message;
  }

  #file(event: Filing): void {
    for (const key of ["pinned", "archived", "deleted"] as const) {
      if (event[key]) {
        this.conversation[key] = true;
      } else if (event[key] === false) {
        delete this.conversation[key];
      }
    }
  }

  /** All of them, in place of those before. */
  #set(settings: ModelSettings | undefined): void {
    if (settings && Object.keys(settings).length > 0) {
      this.conversation.settings = settings;
    } else if (settings) {
      delete this.conversation.settings;
    }
  }

  #leaveQueue(turn: number): void {
    this.queue = this.queue.filter((queued) => queued.turn !== turn);
  }

  #index(message: Message): void {
    this.#messages.set(message.id, message);
    for (const element of message.elements) {
      this.#elements.set(element.id, { element, message });
    }
  }
}

/** Without the offset that an event has as a frame. */
function waiting({ turn, text, handler, time, command, files }: QueuedMessage): QueuedMessage {
  return { turn, text, ...(handler && { handler }), time, ...(command && { command }), ...(files && { files }) };
}

/** Each field replaces the element's; rows and sources are appended. */
function change(element: MessageElement, fields: Record<string, unknown>): void {
  const target = element as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(fields)) {
    const appended = (name === "rows" || name === "sources") && Array.isArray(value);
    target[name] = appended ? [...((target[name] as unknown[] | undefined) ?? []), ...value] : value;
  }
}
