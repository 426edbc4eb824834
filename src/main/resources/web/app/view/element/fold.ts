import { element } from "../../dom.ts";
import { icon } from "../../icons.ts";

/** One line that unfolds. Once its reader has folded or unfolded it, nobody else does. */
export class Fold {
  readonly node: HTMLDetailsElement;
  readonly body = element("div", { class: "fold-body" });
  readonly #summary = element("summary");
  #chosen = false;

  constructor(...line: Node[]) {
    this.#summary.append(...line, icon("right"));
    this.node = element("details", { class: "fold" }, this.#summary, this.body);
    this.#summary.addEventListener("click", () => {
      this.#chosen = true;
    });
  }

  /** Folds or unfolds it, unless its reader has done so. */
  set open(open: boolean) {
    if (!this.#chosen && this.node.open !== open) {
      this.node.open = open;
    }
  }

  /** Whether there is anything in it. */
  set empty(empty: boolean) {
    this.node.classList.toggle("empty", empty);
  }
}
