import { element } from "../../../dom.ts";
import type { Form } from "../../../element-content.ts";
import type { FormPlace, QuestionFormView } from "./forms.ts";

type Confirm = Extract<Form, { type: "confirm" }>;

/** Yes or no. */
export class ConfirmForm implements QuestionFormView {
  readonly node = element("div", { class: "button-row" });
  readonly #form: Confirm;
  readonly #yes: HTMLButtonElement;
  readonly #no: HTMLButtonElement;

  constructor(form: Confirm, place: FormPlace) {
    this.#form = form;
    this.#yes = element("button", { type: "button", class: "button primary" }, form.yes);
    this.#no = element("button", { type: "button", class: "button" }, form.no);
    this.#yes.addEventListener("click", () => place.answer(true));
    this.#no.addEventListener("click", () => place.answer(false));
    this.node.append(this.#yes, this.#no);
  }

  showAnswer(answer: unknown): void {
    this.#yes.setAttribute("aria-pressed", String(answer === true));
    this.#no.setAttribute("aria-pressed", String(answer === false));
  }

  words(answer: unknown): string {
    return answer === true ? this.#form.yes : this.#form.no;
  }
}
