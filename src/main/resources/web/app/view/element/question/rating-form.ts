import { element } from "../../../dom.ts";
import { icon, type IconName } from "../../../icons.ts";
import type { FormPlace, QuestionFormView } from "./forms.ts";
import { say, sayCount } from "../../../words.ts";

/** Signs to choose from, each with its words and what it means on the wire. */
interface Scale {
  signs: readonly { icon: IconName; words: string; value: string | number }[];
  /** Whether all signs up to the chosen one are marked. */
  filling: boolean;
}

export const THUMBS: Scale = {
  filling: false,
  signs: [
    { icon: "thumbUp", words: say("element.goodAnswer"), value: "up" },
    { icon: "thumbDown", words: say("element.badAnswer"), value: "down" },
  ],
};

export const FACES: Scale = {
  filling: false,
  signs: [
    { icon: "faceAngry", words: say("element.veryBad"), value: 1 },
    { icon: "faceSad", words: say("element.bad"), value: 2 },
    { icon: "faceNeutral", words: say("element.neutral"), value: 3 },
    { icon: "faceSmile", words: say("element.good"), value: 4 },
    { icon: "faceLaugh", words: say("element.veryGood"), value: 5 },
  ],
};

export const STARS: Scale = {
  filling: true,
  signs: [1, 2, 3, 4, 5].map((value) => ({ icon: "star", words: sayCount("element.stars", value), value })),
};

/** What the reader thinks of it, by one click. */
export class RatingForm implements QuestionFormView {
  readonly node = element("div", { class: "rating" });
  readonly #scale: Scale;
  readonly #buttons: readonly HTMLButtonElement[];

  constructor(scale: Scale, place: FormPlace) {
    this.#scale = scale;
    this.#buttons = scale.signs.map((sign) => {
      const button = element("button", {
        type: "button",
        class: "icon-button",
        "aria-label": sign.words,
        title: sign.words,
      });
      button.append(icon(sign.icon));
      button.addEventListener("click", () => place.answer(sign.value));
      return button;
    });
    this.node.classList.toggle("filling", scale.filling);
    this.node.append(...this.#buttons);
  }

  showAnswer(answer: unknown): void {
    const chosen = this.#scale.signs.findIndex(({ value }) => value === answer);
    this.#buttons.forEach((button, index) => {
      button.setAttribute("aria-pressed", String(index === chosen));
      button.classList.toggle("marked", this.#scale.filling ? index <= chosen : index === chosen);
    });
  }

  words(answer: unknown): string {
    return this.#scale.signs.find(({ value }) => value === answer)?.words ?? "";
  }
}
