import { icon } from "../../icons.ts";
import { element } from "../../dom.ts";
import { styleSheet } from "../../style-sheet.ts";
import { say } from "../../words.ts";

/** Space (px) between the selection and the button, and around the button. */
const GAP = 8;
const COARSE = matchMedia("(pointer: coarse)");

/** A small button beside what is selected in a message. */
export class QuoteButton {
  readonly #node = element("button", { type: "button", class: "quote-button" }, icon("quote"), say("tool.quoteShort"));

  constructor(quote: () => void) {
    // A press would take the selection away before the click comes.
    this.#node.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#node.addEventListener("click", () => {
      this.hide();
      quote();
    });
    document.addEventListener("scroll", () => this.hide(), { capture: true, passive: true });
    window.addEventListener("resize", () => this.hide());
  }

  async show(range: Range): Promise<void> {
    await styleSheet("tools").catch(() => undefined);
    const boxes = range.getClientRects();
    const box = boxes[boxes.length - 1];
    if (!box || range.collapsed) {
      this.hide();
      return;
    }
    document.body.append(this.#node);
    const { width, height } = this.#node.getBoundingClientRect();
    // A finger's selection has its own menu above it.
    const above = COARSE.matches ? undefined : (boxes[0]?.top ?? 0) - GAP - height;
    const top = above !== undefined && above > GAP ? above : box.bottom + GAP;
    const left = above !== undefined && above > GAP ? (boxes[0]?.left ?? 0) : box.right - width;
    this.#node.style.top = `${Math.min(top, innerHeight - GAP - height)}px`;
    this.#node.style.left = `${Math.min(Math.max(GAP, left), innerWidth - GAP - width)}px`;
  }

  hide(): void {
    this.#node.remove();
  }
}
