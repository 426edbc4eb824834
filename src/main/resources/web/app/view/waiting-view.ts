import { serverNow } from "../clock.ts";
import { element } from "../dom.ts";
import type { RunningTurn, WaitReason } from "../protocol.ts";
import { say } from "../words.ts";

const REASONS: Record<WaitReason, string> = {
  rate_limited: "message.rateLimited",
  overloaded: "message.overloaded",
  server_error: "message.serverError",
  unreachable: "message.unreachable",
};

/** Stands where the next text will be: dots at once, words when it takes longer. */
export class WaitingView {
  readonly node: HTMLElement;
  readonly #words = element("span", { class: "waiting-words" });
  #until = 0;
  #reason = "";
  #timer = 0;
  #counted = false;

  constructor() {
    const dots = element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
    this.node = element("div", { class: "waiting" }, dots, this.#words);
  }

  /** @param who is waited for */
  show(waiting: RunningTurn["waiting"], who: string): void {
    clearInterval(this.#timer);
    this.node.classList.toggle("counting", waiting !== undefined);
    if (!waiting) {
      this.#words.textContent = say("message.thinking", { name: who });
      return;
    }
    this.#counted = false;
    this.#until = waiting.until;
    this.#reason = say(REASONS[waiting.reason] ?? "message.notReady");
    this.#count();
    this.#timer = window.setInterval(() => this.#count(), 250);
  }

  /** For an answer that has begun and does not go on. */
  showStill(): void {
    clearInterval(this.#timer);
    this.node.classList.add("counting");
    this.#words.textContent = say("message.stillWaiting");
  }

  #count(): void {
    if (!this.node.isConnected && this.#counted) {
      clearInterval(this.#timer);
      return;
    }
    this.#counted = true;
    const seconds = Math.ceil((this.#until - serverNow()) / 1000);
    this.#words.textContent =
      seconds > 0 ? say("message.waiting", { seconds, reason: this.#reason }) : say("message.tryingAgain");
  }
}
