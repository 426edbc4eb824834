import { element } from "../../../dom.ts";
import type { Form } from "../../../element-content.ts";
import type { FormPlace, QuestionFormView } from "./forms.ts";
import { primaryButton } from "./primary-button.ts";
import { say } from "../../../words.ts";

const LONGEST = 20_000;

/** A text of the reader's own. */
export class TextForm implements QuestionFormView {
  readonly node = element("form", { class: "text-form" });
  readonly #field: HTMLInputElement | HTMLTextAreaElement;
  readonly #send = primaryButton(say("element.answer"));

  constructor(form: Extract<Form, { type: "text" }>, place: FormPlace) {
    const { placeholder, multiline, longest = LONGEST } = form;
    const attributes = {
      class: "field",
      placeholder,
      maxlength: longest,
      "aria-label": placeholder || say("element.yourAnswer"),
    };
    this.#field = multiline
      ? element("textarea", { ...attributes, rows: 3 })
      : element("input", { ...attributes, type: "text" });
    this.#send.disabled = true;
    this.node.append(this.#field, element("div", { class: "button-row" }, this.#send));
    this.#field.addEventListener("input", () => {
      this.#send.disabled = this.#field.value.trim() === "";
    });
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#field.value.trim() !== "") {
        place.answer(this.#field.value);
      }
    });
  }

  showAnswer(answer: unknown): void {
    this.node.replaceChildren(element("p", { class: "answer plain" }, this.words(answer)));
  }

  words(answer: unknown): string {
    return String(answer ?? "");
  }
}
