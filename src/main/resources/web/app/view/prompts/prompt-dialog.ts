import { element } from "../../dom.ts";
import { keepPrompt, listPrompts, type Prompt, PromptFailure, removePrompt } from "../../prompts.ts";
import { styleSheet } from "../../style-sheet.ts";
import { iconButton, textButton } from "../icon-button.ts";
import { say } from "../../words.ts";

/** As long as the server lets them be, in characters. */
const LONGEST_TITLE = 80;
const LONGEST_TEXT = 20_000;

/** Shows the reader's prompts to be changed; begins with a new one where its text is given. */
export async function openPromptDialog(text?: string): Promise<void> {
  await styleSheet("tools").catch(() => undefined);
  new PromptDialog(text);
}

class PromptDialog {
  readonly #dialog = element("dialog", { class: "dialog prompt-dialog", "aria-labelledby": "prompts-heading" });
  readonly #heading = element("h2", { id: "prompts-heading" }, say("tool.prompts"));
  readonly #body = element("div", { class: "prompt-body" });
  readonly #note = element("p", { class: "prompt-note", role: "status" });
  readonly #buttons = element("div", { class: "button-row" });

  constructor(text: string | undefined) {
    this.#dialog.append(this.#heading, this.#body, this.#note, this.#buttons);
    this.#dialog.addEventListener("close", () => this.#dialog.remove());
    document.body.append(this.#dialog);
    if (text === undefined) {
      void this.#showList();
    } else {
      this.#showForm({ title: firstWords(text), text });
    }
    this.#dialog.showModal();
  }

  async #showList(): Promise<void> {
    this.#heading.textContent = say("tool.prompts");
    this.#buttons.replaceChildren(
      textButton(say("tool.newPrompt"), () => this.#showForm({ title: "", text: "" })),
      textButton(say("page.done"), () => this.#dialog.close()),
    );
    try {
      const prompts = await listPrompts();
      this.#body.replaceChildren(prompts.length === 0 ? none() : this.#list(prompts));
      this.#note.textContent = "";
    } catch (failure) {
      this.#note.textContent = wordsOf(failure);
    }
    this.#buttons.querySelector<HTMLElement>(":scope > :last-child")?.focus();
  }

  #list(prompts: readonly Prompt[]): HTMLElement {
    return element("ul", { class: "prompts" }, ...prompts.map((prompt) => this.#row(prompt)));
  }

  #row(prompt: Prompt): HTMLElement {
    const { id, title, text } = prompt;
    const words = element("div", { class: "prompt-words" }, element("strong", {}, title), element("span", {}, text));
    if (id === undefined) {
      return element("li", {}, words, element("span", { class: "prompt-shared" }, say("tool.forEveryone")));
    }
    const remove = (): void => {
      void this.#try(removePrompt(id)).then(() => this.#showList());
    };
    return element(
      "li",
      {},
      words,
      iconButton("edit", say("tool.editNamed", { title }), () => this.#showForm(prompt)),
      iconButton("remove", say("tool.deleteNamed", { title }), remove),
    );
  }

  #showForm(prompt: Prompt): void {
    const title = element("input", {
      class: "prompt-field",
      maxlength: LONGEST_TITLE,
      required: true,
      autocomplete: "off",
    });
    const text = element("textarea", { class: "prompt-field", maxlength: LONGEST_TEXT, rows: 8, required: true });
    title.value = prompt.title;
    text.value = prompt.text;
    const form = element(
      "form",
      { id: "prompt-form", class: "prompt-form" },
      element("label", {}, say("tool.promptTitle"), title),
      element("label", {}, say("tool.promptText"), text),
      element("p", { class: "prompt-hint" }, say("tool.promptPlaces", { place: "{{…}}", preset: "{{…:…}}" })),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const kept = keepPrompt({ ...prompt, title: title.value, text: text.value });
      void this.#try(kept).then((done) => (done ? this.#showList() : undefined));
    });
    this.#heading.textContent = prompt.id === undefined ? say("tool.newPrompt") : say("tool.editPrompt");
    this.#note.textContent = "";
    this.#body.replaceChildren(form);
    this.#buttons.replaceChildren(
      textButton(say("page.cancel"), () => void this.#showList()),
      element("button", { type: "submit", form: "prompt-form", class: "button" }, say("page.save")),
    );
    title.focus();
    title.select();
  }

  /** Whether it worked; says why not. */
  #try(change: Promise<void>): Promise<boolean> {
    return change.then(
      () => true,
      (failure: unknown) => {
        this.#note.textContent = wordsOf(failure);
        return false;
      },
    );
  }
}

function none(): HTMLElement {
  return element("p", { class: "prompt-hint" }, say("tool.noPrompts"));
}

function firstWords(text: string): string {
  const [line = ""] = text.trim().split("\n");
  return line.slice(0, LONGEST_TITLE / 2).trim();
}

function wordsOf(failure: unknown): string {
  return failure instanceof PromptFailure ? failure.message : say("sidebar.failed");
}
