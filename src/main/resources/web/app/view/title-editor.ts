import { element } from "../dom.ts";
import { say } from "../words.ts";

/** As long as the server lets a title be, in characters. */
const LONGEST = 80;

/** A title that is written in its place. Enter and leaving keep it, Escape does not. */
export class TitleEditor {
  readonly node = element("input", {
    class: "title-editor",
    dir: "auto",
    "aria-label": say("sidebar.title"),
    maxlength: LONGEST,
  });
  readonly #before: string;
  readonly #save: (title: string) => Promise<boolean>;
  readonly #done: (byKey: boolean) => void;
  #over = false;

  /**
   * `save` says whether the title was kept; if not, it stays here. `done` is told whether the reader ended it by a key
   * and so expects the focus to come back.
   */
  constructor(title: string, save: (title: string) => Promise<boolean>, done: (byKey: boolean) => void) {
    this.#before = title;
    this.#save = save;
    this.#done = done;
    this.node.value = title;
    this.node.addEventListener("keydown", (event) => this.#pressed(event));
    this.node.addEventListener("blur", () => void this.#keep(false));
  }

  /** When it is in its place. */
  start(): void {
    this.node.focus();
    this.node.select();
  }

  #pressed(event: KeyboardEvent): void {
    if (event.isComposing) {
      return;
    }
    event.stopPropagation();
    if (event.key === "Escape") {
      this.#end(true);
    } else if (event.key === "Enter") {
      event.preventDefault();
      void this.#keep(true);
    }
  }

  async #keep(byKey: boolean): Promise<void> {
    const title = this.node.value.trim();
    if (this.#over || this.node.readOnly) {
      return;
    }
    if (title === "" || title === this.#before) {
      this.#end(byKey);
      return;
    }
    this.node.readOnly = true;
    if (await this.#save(title)) {
      this.#end(byKey);
    } else {
      this.node.readOnly = false;
      this.node.focus();
    }
  }

  #end(byKey: boolean): void {
    this.#over = true;
    this.#done(byKey);
  }
}
