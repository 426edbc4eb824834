import { arrange, element } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Message } from "../protocol.ts";
import type { Session, Update } from "../session.ts";
import { MessageView } from "./message-view.ts";
import { PendingView } from "./pending-view.ts";
import { WaitingView } from "./waiting-view.ts";

/** The messages of a conversation, each made once and then only brought up to date. */
export class ThreadView {
  readonly #thread: HTMLElement;
  readonly #bubbles = new Map<number, MessageView>();
  readonly #pending = new Map<string, PendingView>();
  readonly #waiting = new WaitingView();
  readonly #waitingRow: HTMLElement;
  /** The bubbles from top to bottom, each with the messages that it joins. */
  #groups: Message[][] = [];

  constructor(thread: HTMLElement) {
    this.#thread = thread;
    const avatar = element("div", { class: "avatar", "aria-hidden": "true" }, icon("assistant"));
    const column = element("div", { class: "message-column" }, this.#waiting.node);
    this.#waitingRow = element("article", { class: "message assistant live last", "aria-label": "Claude" }, avatar);
    this.#waitingRow.append(column);
  }

  clear(): void {
    this.#bubbles.clear();
    this.#pending.clear();
    this.#groups = [];
    this.#thread.replaceChildren();
  }

  show(session: Session, update: Update, connected: boolean): void {
    if (update.structure || update.older) {
      this.#showAll(session, connected);
      return;
    }
    for (const group of this.#groups) {
      if (group.some((message) => update.messages.has(message.id))) {
        this.#showGroup(group, session);
      }
    }
  }

  #showAll(session: Session, connected: boolean): void {
    this.#groups = grouped(session.transcript.messages);
    const nodes = this.#groups.map((group) => this.#showGroup(group, session));
    const shown = new Set(this.#groups.map((group) => group[0]?.id));
    for (const id of this.#bubbles.keys()) {
      if (!shown.has(id)) {
        this.#bubbles.delete(id);
      }
    }
    if (this.#waitsForMessage(session)) {
      this.#waiting.show(session.transcript.turn?.waiting);
      nodes.push(this.#waitingRow);
    }
    arrange(this.#thread, [...nodes, ...this.#showPending(session, connected)]);
  }

  #showGroup(group: Message[], session: Session): HTMLElement {
    const first = group[0] as Message;
    let view = this.#bubbles.get(first.id);
    if (!view) {
      view = new MessageView(first);
      this.#bubbles.set(first.id, view);
    }
    const { turn } = session.transcript;
    view.show(group, { last: group === this.#groups.at(-1), turn });
    return view.node;
  }

  #waitsForMessage({ transcript }: Session): boolean {
    const last = transcript.last;
    return transcript.turn !== undefined && (last === undefined || last.role === "user" || last.state !== undefined);
  }

  #showPending({ transcript, sending }: Session, connected: boolean): Element[] {
    const before = new Map(this.#pending);
    this.#pending.clear();
    const keep = (key: string, text: string): PendingView => {
      const view = before.get(key) ?? new PendingView(text);
      this.#pending.set(key, view);
      return view;
    };
    const queued = transcript.queue.map((message, index) => {
      const view = keep(message.command ?? String(message.turn), message.text);
      view.queued(message, transcript.held, index === 0);
      return view.node;
    });
    const onTheirWay = sending.map(({ id, text }) => {
      const view = keep(id, text);
      view.sending(connected);
      return view.node;
    });
    return [...queued, ...onTheirWay];
  }
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
