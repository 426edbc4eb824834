import { element } from "../../../dom.ts";
import type { Form, Option } from "../../../element-content.ts";
import type { FormPlace, QuestionFormView } from "./forms.ts";
import { primaryButton } from "./primary-button.ts";
import { say } from "../../../words.ts";

type Choice = Extract<Form, { type: "choice" }>;

/** One of several, or any of them. */
export class ChoiceForm implements QuestionFormView {
  readonly node = element("form", { class: "choice-form" });
  readonly #form: Choice;
  readonly #place: FormPlace;
  readonly #inputs: readonly HTMLInputElement[];
  readonly #send = primaryButton(say("element.answer"));

  constructor(form: Choice, place: FormPlace) {
    this.#form = form;
    this.#place = place;
    this.#inputs = form.options.map((option, index) => this.#option(option, index));
    this.#chosen();
    this.node.append(element("div", { class: "button-row" }, this.#send));
    this.node.addEventListener("change", () => this.#chosen());
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#answer();
    });
  }

  showAnswer(answer: unknown): void {
    const chosen = new Set(Array.isArray(answer) ? answer : [answer]);
    this.#inputs.forEach((input) => {
      input.checked = chosen.has(input.value);
    });
    this.#send.parentElement?.remove();
  }

  words(answer: unknown): string {
    const chosen: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
    return chosen
      .map((value) => this.#form.options.find((option) => option.value === value)?.label ?? String(value))
      .join(", ");
  }

  #option({ value, label, description }: Option, index: number): HTMLInputElement {
    const type = this.#form.multiple ? "checkbox" : "radio";
    const id = `${this.#place.name}-${index}`;
    const input = element("input", { type, name: this.#place.name, value, id });
    const words = element("span", { class: "option-words" }, element("span", { class: "option-label" }, label));
    if (description) {
      const described = element("span", { class: "option-description", id: `${id}-more` }, description);
      input.setAttribute("aria-describedby", described.id);
      words.append(described);
    }
    this.node.append(element("label", { class: "option", for: id }, input, words));
    return input;
  }

  #chosen(): void {
    this.#send.disabled = !this.#form.multiple && this.#inputs.every((input) => !input.checked);
  }

  #answer(): void {
    const chosen = this.#inputs.filter((input) => input.checked).map((input) => input.value);
    this.#place.answer(this.#form.multiple ? chosen : chosen[0]);
  }
}
