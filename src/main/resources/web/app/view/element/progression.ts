import { element } from "../../dom.ts";
import { icon } from "../../icons.ts";
import type { Progression } from "./contents.ts";

const WORDS: Record<Progression, string> = { running: "Running", complete: "Done", error: "Failed" };

/** The sign of how far something has come. */
export class ProgressionSign {
  readonly node = element("span", { class: "progression" });
  #state: Progression | undefined;

  show(state: Progression): void {
    if (state === this.#state) {
      return;
    }
    this.#state = state;
    const sign = state === "running" ? element("i", { class: "spinner" }) : icon(state === "error" ? "error" : "success");
    this.node.className = `progression ${state}`;
    this.node.replaceChildren(sign, element("span", { class: "visually-hidden" }, WORDS[state] ?? state));
  }
}
