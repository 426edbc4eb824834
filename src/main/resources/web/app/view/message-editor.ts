import { element } from "../dom.ts";
import { textButton } from "./icon-button.ts";
import { say } from "../words.ts";

/** Takes the place of a message's text while its reader puts it in other words. */
export class MessageEditor {
  readonly node: HTMLFormElement;
  readonly #field: HTMLTextAreaElement;
  readonly #before: string;
  readonly #mayBeEmpty: boolean;
  readonly #done: (changed: string | undefined) => void;

  /**
   * `done` is given the new text, or nothing when it stays as it was.
   *
   * @param mayBeEmpty whether the message has something else than words
   */
  constructor(text: string, mayBeEmpty: boolean, done: (changed: string | undefined) => void) {
    this.#mayBeEmpty = mayBeEmpty;
    this.#before = text;
    this.#done = done;
    this.#field = element("textarea", { dir: "auto", "aria-label": say("composer.editLabel"), rows: 1 });
    this.#field.value = text;
    const save = element("button", { type: "submit", class: "button" }, say("page.save"));
    const buttons = element(
      "div",
      { class: "button-row" },
      textButton(say("page.cancel"), () => done(undefined)),
      save,
    );
    this.node = element("form", { class: "message-editor" }, this.#field, buttons);
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    this.#field.addEventListener("keydown", (event) => this.#pressed(event));
  }

  focus(): void {
    this.#field.focus();
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.#done(undefined);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#save();
    }
  }

  #save(): void {
    const text = this.#field.value.trim();
    if (text !== "" || this.#mayBeEmpty) {
      this.#done(text === this.#before.trim() ? undefined : text);
    }
  }
}
