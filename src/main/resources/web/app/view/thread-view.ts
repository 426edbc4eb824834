import { arrange, byId, element } from "../dom.ts";
import { as, type ElementContent } from "../element-content.ts";
import type { Handlers } from "../handlers.ts";
import type { Message } from "../protocol.ts";
import type { Session } from "../session.ts";
import type { Update } from "../session-listener.ts";
import { fileAddress } from "./element/file-address.ts";
import { avatarOf } from "./avatar.ts";
import { MessageView, type Surroundings } from "./message-view.ts";
import { PendingView } from "./pending-view.ts";
import { type Bubble, ThreadParts } from "./thread-parts.ts";
import { WaitingView } from "./waiting-view.ts";
import { say } from "../words.ts";

/** The messages of a conversation, each made once and then only brought up to date. */
export class ThreadView {
  readonly #thread: HTMLElement;
  readonly #bubbles = new Map<number, MessageView>();
  readonly #parts = new ThreadParts(byId("scroller", HTMLElement));
  readonly #pending = new Map<string, PendingView>();
  readonly #waiting = new WaitingView();
  readonly #waitingRow = element("article", { class: "message assistant live last" });
  readonly #handlers: Handlers;
  /** The bubbles from top to bottom, each with the messages that it joins. */
  #groups: Message[][] = [];
  #lastShown = 0;
  #idle = true;

  constructor(thread: HTMLElement, handlers: Handlers) {
    this.#thread = thread;
    this.#handlers = handlers;
  }

  clear(): void {
    this.#bubbles.clear();
    this.#parts.clear();
    this.#pending.clear();
    this.#groups = [];
    this.#thread.replaceChildren();
  }

  /** The bubble that shows a message. */
  bubble(message: number): HTMLElement | undefined {
    const group = this.#groups.find((messages) => messages.some(({ id }) => id === message));
    return group?.[0] && this.#bubbles.get(group[0].id)?.node;
  }

  /** The first message that reaches below the top of what is seen. */
  firstSeen(top: number): number | undefined {
    // Parts first: a message is measured only where the reader is.
    const part = this.#parts.nodes.find((node) => reachesBelow(node, top));
    const node = part && [...part.children].find((child) => reachesBelow(child, top));
    return this.#groups.find(([first]) => first && this.#bubbles.get(first.id)?.node === node)?.[0]?.id;
  }

  /** The last bubble of the reader, or of who answers, among those that are shown. */
  last(kind: "question" | "answer"): MessageView | undefined {
    const group = this.#groups.findLast(([first]) => (first?.role === "user") === (kind === "question"));
    return group?.[0] && this.#bubbles.get(group[0].id);
  }

  show(session: Session, update: Update, connected: boolean): void {
    if (update.structure || update.stretched) {
      this.#showAll(session, update, connected);
    } else {
      this.#groups.filter((group) => isTouched(group, update)).forEach((group) => this.#showGroup(group, session));
    }
  }

  #showAll(session: Session, update: Update, connected: boolean): void {
    const { transcript } = session;
    const idle = transcript.turn === undefined;
    const all = update.replaced || idle !== this.#idle;
    this.#idle = idle;
    this.#groups = grouped(session.path.messages);
    const lastBefore = this.#lastShown;
    this.#lastShown = this.#groups.at(-1)?.[0]?.id ?? 0;
    const bubbles = this.#groups.map((group): Bubble => {
      const id = group[0]?.id ?? 0;
      const view = this.#bubbles.get(id);
      const kept = view && !all && id !== lastBefore && id !== this.#lastShown && !isTouched(group, update);
      return { id, node: kept ? view.node : this.#showGroup(group, session) };
    });
    this.#forgetGone();
    this.#parts.arrange(bubbles);
    const nodes: Element[] = this.#parts.nodes;
    if (session.path.away) {
      arrange(this.#thread, nodes);
      return;
    }
    if (this.#waitsForMessage(session)) {
      nodes.push(this.#showWaiting(session));
    }
    arrange(this.#thread, [...nodes, ...this.#showPending(session, connected)]);
  }

  #showWaiting({ transcript }: Session): Element {
    const handler = this.#handlers.find(transcript.conversation.handler);
    this.#waiting.show(transcript.turn?.waiting, handler.title);
    if (!this.#waitingRow.isConnected) {
      this.#waitingRow.setAttribute("aria-label", handler.title);
      this.#waitingRow.replaceChildren(
        avatarOf(handler),
        element("div", { class: "message-column" }, this.#waiting.node),
      );
    }
    return this.#waitingRow;
  }

  #forgetGone(): void {
    const shown = new Set(this.#groups.map((group) => group[0]?.id));
    for (const id of this.#bubbles.keys()) {
      if (!shown.has(id)) {
        this.#bubbles.delete(id);
      }
    }
  }

  #showGroup(group: Message[], session: Session): HTMLElement {
    const first = group[0] as Message;
    const around = this.#surroundings(group, session);
    let view = this.#bubbles.get(first.id);
    if (!view) {
      view = new MessageView(first, around);
      this.#bubbles.set(first.id, view);
    }
    view.show(group, around);
    return view.node;
  }

  #surroundings(group: Message[], session: Session): Surroundings {
    return {
      last: !session.path.away && group === this.#groups.at(-1),
      turn: session.transcript.turn,
      handler: this.#handlers.find(session.transcript.conversation.handler).title,
      fileAddress: (file) => fileAddress(session.conversation, file),
      isAnswering: (element) => session.isAnswering(element),
    };
  }

  /** A turn ends just after its message: what has ended in this turn is not waited behind. */
  #waitsForMessage({ transcript: { last, turn } }: Session): boolean {
    return (
      turn !== undefined &&
      (last === undefined || last.role === "user" || (last.state !== undefined && last.turn !== turn.id))
    );
  }

  #showPending({ transcript, sending }: Session, connected: boolean): Element[] {
    const before = new Map(this.#pending);
    this.#pending.clear();
    const keep = (key: string, text: string, files: readonly string[]): PendingView => {
      const view = before.get(key) ?? new PendingView(text);
      view.files = files;
      this.#pending.set(key, view);
      return view;
    };
    const queued = transcript.queue.map((message, index) => {
      const view = keep(message.command ?? String(message.turn), message.text, (message.files ?? []).map(fileName));
      view.queued(message, transcript.held, index === 0);
      return view.node;
    });
    const onTheirWay = sending.map(({ id, text, files }) => {
      const view = keep(id, text, files.length > 0 ? [numberOfFiles(files.length)] : []);
      view.sending(connected);
      return view.node;
    });
    return [...queued, ...onTheirWay];
  }
}

function reachesBelow(node: Element, top: number): boolean {
  return node.getBoundingClientRect().bottom > top;
}

/** Only the server knows their names, when a reload lies between. */
function numberOfFiles(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}

/** What a file of a waiting message is called. */
function fileName(file: ElementContent): string {
  return as(file, "file")?.name ?? as(file, "image")?.alt ?? captionOf(file) ?? say("element.file");
}

function captionOf(file: ElementContent): string | undefined {
  return (as(file, "audio") ?? as(file, "video"))?.caption;
}

function isTouched(group: readonly Message[], { messages }: Update): boolean {
  return group.some((message) => messages.has(message.id));
}

/** A message that goes on with the one before it shares its bubble. */
function grouped(messages: readonly Message[]): Message[][] {
  const groups: Message[][] = [];
  for (const message of messages) {
    const group = groups.at(-1);
    if (group && message.continues !== undefined && group.at(-1)?.id === message.continues) {
      group.push(message);
    } else {
      groups.push([message]);
    }
  }
  return groups;
}
