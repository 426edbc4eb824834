import type { MathBlock } from "../block/block.ts";
import { formulaOf } from "../block/formulas.ts";
import { fillFormula } from "../math/formula.ts";
import { say } from "../../words.ts";
import type { BlockView } from "./block-view.ts";
import type { Page } from "./views.ts";

/** A formula on lines of its own; drawn when its end has come, and until then a place for it. */
export class MathView implements BlockView<MathBlock> {
  readonly element = document.createElement("div");
  readonly #page: Page;
  #source = "";

  constructor(page: Page) {
    this.#page = page;
    this.element.className = "math-block";
    // Reachable by keyboard, because it may scroll.
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", say("element.formula"));
  }

  settle(): void {}

  show(block: MathBlock): void {
    const source = block.complete ? formulaOf(block.lines, block.end) : "";
    if (source !== this.#source) {
      this.#source = source;
      const place = document.createElement("span");
      this.element.replaceChildren(place);
      fillFormula(place, source, true, (work) => this.#page.later(work));
    }
  }

  finish(block: MathBlock): void {
    this.show(block);
  }
}
