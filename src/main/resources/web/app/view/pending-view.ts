import { element } from "../dom.ts";
import { CHANGE_WANTED, STEER_WANTED, want } from "../intents.ts";
import type { QueuedMessage } from "../protocol.ts";
import { textButton } from "./icon-button.ts";
import { say } from "../words.ts";

/** A message of the reader that no model has seen yet. */
export class PendingView {
  readonly node: HTMLElement;
  readonly #text = element("div", { class: "plain", dir: "auto" });
  readonly #files = element("ul", { class: "pending-files", "aria-label": say("composer.files"), hidden: true });
  readonly #note = element("div", { class: "pending-note" });
  #key = "";

  constructor(text: string) {
    this.#text.textContent = text;
    this.#text.hidden = text === "";
    const column = element(
      "div",
      { class: "message-column" },
      element("div", { class: "message-body" }, this.#files, this.#text),
      this.#note,
    );
    this.node = element("article", { class: "message user pending", "aria-label": say("composer.pending") }, column);
  }

  /** What its files are called. */
  set files(names: readonly string[]) {
    this.#files.hidden = names.length === 0;
    this.#files.replaceChildren(...names.map((name) => element("li", {}, name)));
  }

  sending(connected: boolean): void {
    this.#show(connected ? say("composer.sending") : say("composer.sendingLater"));
  }

  /** `first` has the button that lets the whole queue go on, or that ends what it waits for. */
  queued(queued: QueuedMessage, held: boolean, first: boolean): void {
    const remove = textButton(say("composer.remove"), () =>
      want(this.node, CHANGE_WANTED, { type: "removeQueued", turn: queued.turn }),
    );
    if (!held) {
      const now = textButton(say("composer.stopAndSend"), () => want(this.node, STEER_WANTED, null));
      this.#show(say("composer.waitsForTurn"), ...(first ? [now] : []), remove);
    } else if (first) {
      const send = textButton(say("composer.send"), () => want(this.node, CHANGE_WANTED, { type: "sendQueued" }));
      this.#show(say("composer.notSent"), send, remove);
    } else {
      this.#show(say("composer.notSent"), remove);
    }
  }

  #show(note: string, ...buttons: HTMLButtonElement[]): void {
    const key = note + buttons.length;
    if (key !== this.#key) {
      this.#key = key;
      this.#note.replaceChildren(element("span", {}, note), ...buttons);
    }
  }
}
