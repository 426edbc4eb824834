import { element } from "../../../dom.ts";
import type { Contents } from "../../../element-content.ts";
import { CHANGE_WANTED, want } from "../../../intents.ts";
import type { MessageElement } from "../../../protocol.ts";
import { setText, SingleView, type Surroundings } from "../element-view.ts";
import { markdownText } from "../markdown-text.ts";
import { formOf, type QuestionFormView } from "./forms.ts";
import { say } from "../../../words.ts";

/** A question to the reader: answered once, by whichever tab is first. */
export class QuestionElement extends SingleView<Contents["question"]> {
  readonly node = element("section", { class: "question" });
  readonly #prompt = element("div", { class: "question-prompt" });
  readonly #note = element("p", { class: "question-note", role: "status" });
  readonly #fields = element("fieldset", { class: "question-fields" });
  #id = 0;
  #form: QuestionFormView | undefined;
  #text = "";
  #key = "";

  get text(): string {
    return this.#text;
  }

  protected override draw(content: MessageElement & Contents["question"], around: Surroundings): void {
    const form = (this.#form ??= this.#start(content, around));
    const sending = content.state === "open" && around.isAnswering(content.id);
    const key = JSON.stringify([content.state, content.answer, sending]);
    if (key === this.#key) {
      return;
    }
    this.#key = key;
    this.node.classList.toggle("closed", content.state !== "open");
    this.#fields.disabled = content.state !== "open" || sending;
    if (content.state === "answered") {
      form.showAnswer(content.answer);
    }
    const answer = content.state === "answered" ? form.words(content.answer) : "";
    this.#text = [content.prompt, answer].filter((text) => text !== "").join("\n\n");
    this.#showNote(
      content.state === "skipped" ? say("element.notAnswered") : sending ? say("element.sendingAnswer") : "",
    );
  }

  #start(content: MessageElement & Contents["question"], around: Surroundings): QuestionFormView {
    const { id, prompt, form: wanted } = content;
    this.#id = id;
    if (prompt === "") {
      this.#prompt.hidden = true;
      // What asks without words is what the reader thinks of the answer above.
      this.#fields.setAttribute("aria-label", say("element.opinion"));
    } else {
      const words = markdownText();
      // It comes whole.
      words.show([{ ...content, text: prompt, endedAt: content.startedAt }], [], around);
      this.#prompt.append(words.node);
      this.#prompt.id = `question-${id}`;
      this.#fields.setAttribute("aria-labelledby", this.#prompt.id);
    }
    const form = formOf(wanted, { name: `question-${id}`, answer: (answer) => this.#answer(answer) });
    this.#fields.append(form.node);
    this.node.append(this.#prompt, this.#fields, this.#note);
    return form;
  }

  #answer(answer: unknown): void {
    want(this.node, CHANGE_WANTED, { type: "answer", element: this.#id, answer });
  }

  #showNote(words: string): void {
    setText(this.#note, words);
    this.#note.hidden = words === "";
  }
}
