import type { Form } from "../../../element-content.ts";
import { ChoiceForm } from "./choice-form.ts";
import { ConfirmForm } from "./confirm-form.ts";
import { FieldsForm } from "./fields-form.ts";
import { FACES, RatingForm, STARS, THUMBS } from "./rating-form.ts";
import { TextForm } from "./text-form.ts";

/** What a reader fills in to answer. */
export interface QuestionFormView {
  readonly node: HTMLElement;
  /** Shows what was answered, here or in another tab. */
  showAnswer(answer: unknown): void;
  /** What was answered, in words. */
  words(answer: unknown): string;
}

/** Where a form stands: `name` is unique on the page, `answer` sends what was filled in. */
export interface FormPlace {
  name: string;
  answer(answer: unknown): void;
}

export function formOf(form: Form, place: FormPlace): QuestionFormView {
  switch (form.type) {
    case "choice":
      return new ChoiceForm(form, place);
    case "text":
      return new TextForm(form, place);
    case "confirm":
      return new ConfirmForm(form, place);
    case "fields":
      return new FieldsForm(form, place);
    case "thumbs":
      return new RatingForm(THUMBS, place);
    case "faces":
      return new RatingForm(FACES, place);
    case "stars":
      return new RatingForm(STARS, place);
  }
}
