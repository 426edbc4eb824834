import type { Desk } from "../../commands.ts";
import { byId, element } from "../../dom.ts";
import { CONVERSATION_OPENED } from "../../intents.ts";
import { findIn } from "../../search.ts";
import type { Session } from "../../session.ts";
import { isComposing } from "../../shortcuts.ts";
import { styleSheet } from "../../style-sheet.ts";
import { say } from "../../words.ts";
import { clearFound } from "../found-words.ts";
import { iconButton } from "../icon-button.ts";

/** Typing rests for so long (ms) before the server is asked. */
const REST = 160;

let shown: FindBar | undefined;

/** Shows the bar, or goes back into it. */
export async function openFindBar(desk: Desk): Promise<void> {
  await styleSheet("tools").catch(() => undefined);
  if (!shown?.isOpen) {
    shown = new FindBar(desk);
  }
  shown.focus();
}

/** Goes from hit to hit in one conversation, also where its messages are not loaded. */
class FindBar {
  readonly #desk: Desk;
  readonly #session: Session;
  readonly #field = element("input", {
    id: "find",
    type: "search",
    "aria-label": say("tool.find"),
    placeholder: say("tool.find"),
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 400,
    enterkeyhint: "search",
  });
  readonly #count = element("span", { class: "find-count", role: "status" });
  readonly #previous = iconButton("up", say("tool.previous"), () => this.#step(-1));
  readonly #next = iconButton("chevron", say("tool.next"), () => this.#step(1));
  readonly #node = element(
    "div",
    { class: "find-bar", role: "search", "aria-label": say("tool.find") },
    this.#field,
    this.#count,
    this.#previous,
    this.#next,
    iconButton("close", say("page.close"), () => this.#close()),
  );
  #hits: number[] = [];
  #at = 0;
  #asked = "";
  #timer = 0;
  #request = new AbortController();

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#session = desk.session();
    this.#field.addEventListener("input", () => this.#typed());
    this.#node.addEventListener("keydown", (event) => this.#pressed(event));
    document.addEventListener(CONVERSATION_OPENED, () => this.#close(), { once: true });
    byId("scroller", HTMLElement).before(this.#node);
    this.#show();
  }

  get isOpen(): boolean {
    return this.#node.isConnected;
  }

  focus(): void {
    this.#field.focus();
    this.#field.select();
  }

  #typed(): void {
    clearTimeout(this.#timer);
    this.#request.abort();
    this.#timer = window.setTimeout(() => void this.#find(), REST);
  }

  async #find(): Promise<void> {
    const words = this.#field.value.trim();
    this.#request = new AbortController();
    const { signal } = this.#request;
    try {
      this.#hits = words === "" ? [] : await findIn(this.#session.conversation, words, signal);
    } catch {
      if (!signal.aborted) {
        this.#hits = [];
        this.#count.textContent = say("sidebar.failed");
      }
      return;
    }
    this.#asked = words;
    this.#at = this.#nearest();
    this.#show();
    this.#go();
  }

  /** From what the reader sees on, as a browser does. */
  #nearest(): number {
    const seen = this.#desk.thread.firstSeen(byId("scroller", HTMLElement).getBoundingClientRect().top) ?? 0;
    const at = this.#hits.findIndex((hit) => hit >= seen);
    return at < 0 ? Math.max(0, this.#hits.length - 1) : at;
  }

  #step(by: number): void {
    if (!this.isOpen || this.#hits.length === 0) {
      return;
    }
    this.#at = (this.#at + by + this.#hits.length) % this.#hits.length;
    this.#show();
    this.#go();
  }

  #go(): void {
    const hit = this.#hits[this.#at];
    if (hit === undefined) {
      clearFound();
    } else if (this.isOpen) {
      this.#desk.walkTo(hit, this.#asked);
    }
  }

  #show(): void {
    const { length } = this.#hits;
    const none = this.#asked === "" ? "" : say("tool.none");
    this.#count.textContent = length === 0 ? none : say("tool.findPlace", { number: this.#at + 1, count: length });
    this.#previous.disabled = length < 2;
    this.#next.disabled = length < 2;
  }

  #pressed(event: KeyboardEvent): void {
    if (isComposing(event)) {
      return;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (event.key === "Enter" && event.target === this.#field) {
      event.preventDefault();
      if (this.#field.value.trim() === this.#asked) {
        this.#step(event.shiftKey ? -1 : 1);
      } else {
        clearTimeout(this.#timer);
        this.#request.abort();
        void this.#find();
      }
    }
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#request.abort();
    clearFound();
    const focused = this.#node.contains(document.activeElement);
    this.#node.remove();
    if (focused) {
      this.#desk.composer.focus();
    }
  }
}
