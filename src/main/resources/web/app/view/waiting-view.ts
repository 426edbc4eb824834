import { serverNow } from "../clock.ts";
import { element } from "../dom.ts";
import type { RunningTurn, WaitReason } from "../protocol.ts";

const REASONS: Record<WaitReason, string> = {
  rate_limited: "rate limited",
  overloaded: "Claude is overloaded",
  server_error: "a fault at Claude's side",
  unreachable: "Claude cannot be reached",
};

/** Stands where the next text will be: dots at once, words when it takes longer. */
export class WaitingView {
  readonly node: HTMLElement;
  readonly #words = element("span", { class: "waiting-words" });
  #until = 0;
  #reason = "";
  #timer = 0;

  constructor() {
    const dots = element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
    this.node = element("div", { class: "waiting" }, dots, this.#words);
  }

  /** @param who is waited for */
  show(waiting: RunningTurn["waiting"], who: string): void {
    clearInterval(this.#timer);
    this.node.classList.toggle("counting", waiting !== undefined);
    if (!waiting) {
      this.#words.textContent = `${who} is thinking`;
      return;
    }
    this.#until = waiting.until;
    this.#reason = REASONS[waiting.reason] ?? "the model is not ready";
    this.#count();
    this.#timer = window.setInterval(() => this.#count(), 250);
  }

  /** For an answer that has begun and does not go on. */
  showStill(): void {
    clearInterval(this.#timer);
    this.node.classList.add("counting");
    this.#words.textContent = "Still waiting";
  }

  #count(): void {
    if (!this.node.isConnected && this.#words.textContent?.startsWith("Waiting")) {
      clearInterval(this.#timer);
      return;
    }
    const seconds = Math.ceil((this.#until - serverNow()) / 1000);
    this.#words.textContent = seconds > 0 ? `Waiting ${seconds} s: ${this.#reason}` : "Trying again";
  }
}
