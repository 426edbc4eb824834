import { byId, element } from "../dom.ts";
import { textButton } from "./icon-button.ts";
import { say } from "../words.ts";

/** How long (ms) a word stays that can be answered. */
const SHOWN = 10_000;
/** And one that is only read. */
const READ = 4000;

/** Says what was done, with one way back. The newest word takes the place of the one before. */
export class Toast {
  readonly #node = byId("toast", HTMLElement);
  #timer = 0;

  say(words: string, undo?: () => void): void {
    clearTimeout(this.#timer);
    this.#node.replaceChildren(element("span", {}, words));
    if (undo) {
      this.#node.append(
        textButton(say("page.undo"), () => {
          this.#hide();
          undo();
        }),
      );
    }
    this.#node.hidden = false;
    this.#timer = window.setTimeout(() => this.#hide(), undo ? SHOWN : READ);
  }

  #hide(): void {
    this.#node.hidden = true;
  }
}
