import { element } from "../../dom.ts";
import type { StepState } from "../../element-content.ts";
import { icon } from "../../icons.ts";
import { say } from "../../words.ts";

/** The sign of how far something has come. */
export class ProgressionSign {
  readonly node = element("span", { class: "progression" });
  #state: StepState | undefined;

  show(state: StepState): void {
    if (state === this.#state) {
      return;
    }
    this.#state = state;
    const sign =
      state === "running" ? element("i", { class: "spinner" }) : icon(state === "error" ? "error" : "success");
    this.node.className = `progression ${state}`;
    this.node.replaceChildren(sign, element("span", { class: "visually-hidden" }, say(`element.${state}`)));
  }
}
