import { element } from "../../../dom.ts";
import type { Field, Form } from "../../../element-content.ts";
import type { FormPlace, QuestionFormView } from "./forms.ts";
import { primaryButton } from "./primary-button.ts";
import { say } from "../../../words.ts";

type Fields = Extract<Form, { type: "fields" }>;
type Input = HTMLInputElement | HTMLSelectElement;

const LONGEST = 20_000;

/** A small form of several fields. */
export class FieldsForm implements QuestionFormView {
  readonly node = element("form", { class: "fields-form" });
  readonly #form: Fields;
  readonly #place: FormPlace;
  readonly #inputs: readonly Input[];
  readonly #send = element("div", { class: "button-row" }, primaryButton(say("element.answer")));

  constructor(form: Fields, place: FormPlace) {
    this.#form = form;
    this.#place = place;
    this.#inputs = form.fields.map((field, index) => this.#field(field, `${place.name}-${index}`));
    this.node.append(this.#send);
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#place.answer(this.#answer());
    });
  }

  showAnswer(answer: unknown): void {
    const values = Object(answer) as Record<string, unknown>;
    this.#form.fields.forEach(({ name }, index) => {
      const input = this.#inputs[index];
      const value = values[name];
      if (input instanceof HTMLInputElement && input.type === "checkbox") {
        input.checked = value === true;
      } else if (input) {
        input.value = value === undefined || value === null ? "" : String(value);
      }
    });
    this.#send.remove();
  }

  words(answer: unknown): string {
    const values = Object(answer) as Record<string, unknown>;
    return this.#form.fields.map(({ name, label }) => `${label}: ${String(values[name] ?? "")}`).join("\n");
  }

  #field(field: Field, id: string): Input {
    const input = inputOf(field, id);
    const label = element("label", { for: id }, field.label);
    if (field.required && field.type !== "boolean") {
      label.append(element("span", { class: "required", "aria-hidden": "true" }, " *"));
    }
    const row = element("div", { class: `form-row ${field.type}` });
    row.append(...(field.type === "boolean" ? [input, label] : [label, input]));
    this.node.append(row);
    return input;
  }

  /** What was left empty is left out. */
  #answer(): Record<string, unknown> {
    const entries = this.#form.fields.map(({ name, type }, index): [string, unknown] => [
      name,
      valueOf(type, this.#inputs[index]),
    ]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
}

function inputOf({ type, options = [], required }: Field, id: string): Input {
  switch (type) {
    case "choice":
      return element(
        "select",
        { id, class: "field", required: required === true },
        element("option", { value: "" }, say("element.choose")),
        ...options.map(({ value, label }) => element("option", { value }, label)),
      );
    case "boolean":
      return element("input", { id, type: "checkbox" });
    case "number":
      return element("input", { id, class: "field", type: "number", step: "any", required: required === true });
    case "text":
      return element("input", { id, class: "field", type: "text", maxlength: LONGEST, required: required === true });
  }
}

function valueOf(type: Field["type"], input: Input | undefined): unknown {
  if (!input) {
    return undefined;
  }
  if (type === "boolean") {
    return input instanceof HTMLInputElement && input.checked;
  }
  if (input.value === "") {
    return undefined;
  }
  return type === "number" ? Number(input.value) : input.value;
}
