import { arrange, element } from "../dom.ts";
import { CHANGE_WANTED, want } from "../intents.ts";
import { whenLoaded } from "../loading.ts";
import type { EndState, Message, MessageElement, RunningTurn, Usage } from "../protocol.ts";
import { confirmingButton } from "./copy-button.ts";
import { speakerAvatar } from "./avatar.ts";
import { arrangeElements, ElementList } from "./element/element-list.ts";
import { ELEMENT_DRAWN } from "./element/lazy-element.ts";
import type { Surroundings as ElementSurroundings } from "./element/element-view.ts";
import { partsOf } from "./element/parts.ts";
import { iconButton, textButton } from "./icon-button.ts";
import { opensMenu } from "./menu.ts";
import { copyMessage, type MessageContent, messageMenu } from "./message-menu.ts";
import { MessageEditor } from "./message-editor.ts";
import { problemView } from "./problem-view.ts";
import { price, summed } from "./usage-words.ts";
import { versionPager } from "./version-pager.ts";
import { WaitingView } from "./waiting-view.ts";
import { locale, say } from "../words.ts";

/** Where a message stands, as far as it changes what can be done with it. */
export interface Surroundings extends ElementSurroundings {
  last: boolean;
  turn: RunningTurn | undefined;
  /** What the conversation's handler is called. */
  handler: string;
}

const ENDS: Partial<Record<EndState, string>> = {
  stopped: "message.stopped",
  interrupted: "message.interrupted",
};
/** Open elements that say themselves that something goes on, or that it is the reader's turn. */
const MOVING: ReadonlySet<string> = new Set(["thinking", "summary", "tool", "status", "progress", "question"]);
/** What a reader's message may hold beside its words, and keeps when these are edited. */
const FILES: ReadonlySet<string> = new Set(["image", "audio", "video", "file"]);
/** Text that has not moved for so long (ms) needs a word. */
const STILL = 5000;
/** Why a model has stopped where that is not simply the end. */
const STOPS: Readonly<Record<string, string>> = {
  max_tokens: "message.cutOff",
  context_window_exceeded: "message.windowFull",
  pause_turn: "message.paused",
  tool_use: "message.toolWanted",
  stop_sequence: "message.stopSequence",
  other: "message.otherStop",
};
/** After these an answer can be continued. */
const CUT_OFF: ReadonlySet<string> = new Set(["max_tokens", "context_window_exceeded", "pause_turn"]);

/** One bubble: a message, joined with the messages that continue it. */
export class MessageView {
  readonly node: HTMLElement;
  readonly #body = element("div", { class: "message-body" });
  readonly #end = element("div", { class: "message-end" });
  readonly #actions = element("div", { class: "message-actions" });
  readonly #list = new ElementList();
  readonly #waiting = new WaitingView();
  #messages: readonly Message[] = [];
  #editor: MessageEditor | undefined;
  #footKey = "";
  #around: Surroundings | undefined;
  #stillness = 0;

  constructor(first: Message, around: Surroundings) {
    const name = nameOf(first, around.handler);
    // Whether there is anything to copy is known when all that it holds is there.
    this.#body.addEventListener(ELEMENT_DRAWN, () => this.#around && this.#showFoot(this.#around));
    this.node = element("article", { class: `message ${first.role}`, "aria-label": name });
    const heading = element("h2", { class: "visually-hidden" }, name);
    const column = element("div", { class: "message-column" }, heading, this.#body, this.#end, this.#actions);
    if (first.role === "user") {
      this.node.append(column);
    } else {
      this.node.append(speakerAvatar(first, name, around), column);
    }
    if (first.role === "other") {
      column.prepend(element("div", { class: "message-name" }, name));
    }
  }

  get text(): string {
    return this.#list.text;
  }

  show(messages: readonly Message[], around: Surroundings): void {
    this.#messages = messages;
    this.#around = around;
    const shown = this.#list.show(partsOf(messages), this.#tail?.role ?? "assistant", around);
    const nodes = this.#editor ? [this.#editor.node] : shown;
    clearTimeout(this.#stillness);
    if (around.last && this.#waits(around.turn)) {
      this.#waiting.show(around.turn?.waiting, around.handler);
      nodes.push(this.#waiting.node);
    } else if (around.last && this.#tail?.state === undefined && !this.#showsWork) {
      this.#stillness = window.setTimeout(() => this.#showStill(), STILL);
    }
    arrangeElements(this.#body, nodes);
    this.#showFoot(around);
  }

  #showStill(): void {
    this.#waiting.showStill();
    this.#body.append(this.#waiting.node);
  }

  get #tail(): Message | undefined {
    return this.#messages.at(-1);
  }

  /** An element says itself that work goes on, or waits for the reader. */
  get #showsWork(): boolean {
    return this.#tail?.elements.some(({ kind, endedAt }) => endedAt === undefined && MOVING.has(kind)) ?? false;
  }

  /** Nothing moves in the message though more is to come. */
  #waits(turn: RunningTurn | undefined): boolean {
    const tail = this.#tail;
    if (!tail || tail.state || tail.role === "user") {
      return false;
    }
    const moving = this.#showsWork || tail.elements.some((part) => part.endedAt === undefined && part.text);
    return !moving || turn?.waiting !== undefined;
  }

  /** The foot has buttons that may have the focus, so it is made anew only when something in it changes. */
  #showFoot({ last, turn }: Surroundings): void {
    const tail = this.#tail;
    const empty = tail?.state !== undefined && this.text === "";
    const key = JSON.stringify([tail?.id, tail?.state, tail?.usage, tail?.siblings, last, turn === undefined, empty]);
    if (!tail || key === this.#footKey) {
      return;
    }
    this.#footKey = key;
    this.node.classList.toggle("live", tail.state === undefined);
    this.node.classList.toggle("last", last);
    const idle = turn === undefined;
    this.#end.replaceChildren(...this.#endOf(tail, last && idle));
    this.#actions.replaceChildren(...this.#actionsOf(tail, last && idle, idle));
  }

  #endOf(tail: Message, actionable: boolean): Node[] {
    if (tail.role === "user") {
      return [];
    }
    if (tail.state === "failed") {
      const again = textButton(say("page.tryAgain"), () => this.#regenerate(tail), "retry");
      return [problemView(tail.problem, ...(actionable && tail.problem?.retryable !== false ? [again] : []))];
    }
    const ended = tail.state && ENDS[tail.state];
    const words = ended ?? (tail.state && STOPS[tail.stopReason ?? ""]);
    if (!words) {
      return [];
    }
    const line = element("div", { class: "end-line" }, element("span", {}, say(words)));
    if (actionable && (ended !== undefined || CUT_OFF.has(tail.stopReason ?? ""))) {
      line.append(
        textButton(say("message.goOn"), () => want(this.node, CHANGE_WANTED, { type: "continue", message: tail.id })),
      );
    }
    return [line];
  }

  #regenerate(tail: Message): void {
    want(this.node, CHANGE_WANTED, { type: "regenerate", message: tail.id });
  }

  #actionsOf(tail: Message, retryable: boolean, idle: boolean): Node[] {
    if (tail.state === undefined) {
      return [];
    }
    const empty = this.text === "";
    const actions: Node[] = empty ? [] : [confirmingButton(() => copyMessage(this.content))];
    if (retryable && tail.role === "assistant") {
      actions.push(iconButton("retry", say("page.tryAgain"), () => this.#regenerate(tail)));
    }
    if (tail.role === "user") {
      actions.push(this.#editButton(tail, idle));
    }
    const root = this.#messages[0];
    if (root && root.siblings.length > 1) {
      actions.push(versionPager(root, idle));
    }
    const usage = summed(this.#messages.map((message) => message.usage));
    if (usage) {
      actions.push(priceOf(usage));
    }
    if (!empty) {
      actions.push(
        opensMenu(
          iconButton("more", say("page.more"), () => undefined),
          () => messageMenu(this.content),
        ),
      );
    }
    actions.push(timeOf(tail));
    return actions;
  }

  get content(): MessageContent {
    const tail = this.#tail;
    return {
      text: this.text,
      parts: this.#list.copied,
      typed: tail?.role === "user" ? wordsOf(tail) : undefined,
    };
  }

  #editButton(tail: Message, idle: boolean): HTMLButtonElement {
    const label = idle ? say("composer.edit") : say("composer.editLater");
    const button = iconButton("edit", label, () => this.#edit(tail));
    button.classList.add("edit");
    button.disabled = !idle;
    return button;
  }

  /** Turns a message of the reader's into a field; false where that cannot be done now. */
  edit(): boolean {
    const tail = this.#tail;
    const button = this.#actions.querySelector<HTMLButtonElement>(".edit:enabled");
    if (!tail || !button || this.#editor) {
      return false;
    }
    this.#edit(tail);
    return true;
  }

  #edit(tail: Message): void {
    const shown = [...this.#body.children];
    const words = wordsOf(tail);
    const editor = new MessageEditor(words, tail.elements.some(isFile), (changed) => {
      this.#editor = undefined;
      arrange(this.#body, shown);
      this.#actions.querySelector("button")?.focus();
      if (changed !== undefined) {
        want(this.node, CHANGE_WANTED, { type: "edit", message: tail.id, text: changed });
      }
    });
    this.#editor = editor;
    arrange(this.#body, [editor.node]);
    editor.focus();
  }
}

/** The text of a message of the reader's, without what its files are called. */
function wordsOf({ elements }: Message): string {
  return elements.flatMap((part) => (part.kind === "markdown" && part.text ? [part.text] : [])).join("\n\n");
}

function isFile({ kind }: MessageElement): boolean {
  return FILES.has(kind);
}

function nameOf(message: Message, handler: string): string {
  switch (message.role) {
    case "user":
      return say("message.you");
    case "assistant":
      return message.name === "assistant" ? handler : message.name;
    default:
      return message.name;
  }
}

/** What an answer has cost; the figures behind it are loaded when somebody asks for them. */
function priceOf(usage: Usage): HTMLElement {
  const value = price(usage);
  const label = say("model.usageOfAnswer", { value });
  const button = element("button", { type: "button", class: "price", "aria-label": label, title: label }, value);
  const load = (): void =>
    void whenLoaded(import("./usage-card.ts"), ({ opensUsage }) => {
      // Clicks that came while it was loaded open it once.
      if (!button.hasAttribute("aria-haspopup")) {
        button.removeEventListener("click", load);
        opensUsage(button, usage);
        button.click();
      }
    });
  button.addEventListener("click", load);
  return button;
}

function timeOf(message: Message): HTMLElement {
  const at = new Date(message.time);
  return element(
    "time",
    { datetime: at.toISOString(), title: at.toLocaleString(locale) },
    at.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" }),
  );
}
