import { element } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { listPrompts, type Prompt } from "../../prompts.ts";
import { isComposing } from "../../shortcuts.ts";
import { styleSheet } from "../../style-sheet.ts";
import { insertText } from "../insert-text.ts";
import { OptionList } from "../option-list.ts";
import { fuzzyMatch, SCATTERED } from "../palette/fuzzy.ts";
import { filledIn } from "./places.ts";
import { PlaceWalk } from "./place-walk.ts";
import { openPromptDialog } from "./prompt-dialog.ts";
import { say, sayCount } from "../../words.ts";

/** More than so many are too many to read. */
const MOST = 50;
/** The line up to the caret, where it begins with a slash. */
const SLASH = /(?:^|\n)(\/([^\n]{0,60}))$/;

/** The list of prompts above the message field. The focus stays in the field; the arrows move through the list. */
export class PromptPicker {
  readonly #field: HTMLTextAreaElement;
  readonly #walk: PlaceWalk;
  /** Whether messages with a slash mean something else, so that Enter must not choose what was not pointed at. */
  readonly #shy: boolean;
  readonly #list: OptionList;
  readonly #status = element("p", { class: "visually-hidden", role: "status" });
  #prompts: Promise<Prompt[]> | undefined;
  #shown: Prompt[] = [];
  #dismissed = false;

  constructor(field: HTMLTextAreaElement, shy: boolean) {
    this.#field = field;
    this.#shy = shy;
    this.#walk = new PlaceWalk(field);
    this.#list = new OptionList(field, "prompt-list", say("tool.prompts"));
    // A press must not take the focus from the field.
    this.#list.node.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.node.addEventListener("click", ({ target }) => this.#choose(this.#list.placeOf(target)));
    field.addEventListener("blur", () => this.#hide());
    field.after(this.#status);
  }

  /** The text, or the place in it, has changed. */
  async edited(): Promise<void> {
    this.#walk.edited();
    const query = this.#query;
    if (query === undefined) {
      this.#dismissed = false;
      this.#hide();
      return;
    }
    if (this.#dismissed) {
      return;
    }
    this.#prompts ??= listPrompts().catch(() => []);
    const [prompts] = await Promise.all([this.#prompts, styleSheet("tools").catch(() => undefined)]);
    // What was typed meanwhile has its own turn.
    if (query === this.#query && document.activeElement === this.#field) {
      this.#show(prompts, query);
    }
  }

  /** Whether the key was for the list, or for the places of a prompt. */
  pressed(event: KeyboardEvent): boolean {
    if (isComposing(event)) {
      return false;
    }
    return (this.#list.node.isConnected && this.#pressedInList(event)) || this.#walk.pressed(event);
  }

  /** Goes to a place of the prompt that is still to be filled in, and gives its name. */
  toEmptyPlace(): string | undefined {
    return this.#walk.toEmpty();
  }

  /** Another text stands in the field. */
  forget(): void {
    this.#walk.end();
    this.#hide();
  }

  get #query(): string | undefined {
    const { value, selectionStart, selectionEnd } = this.#field;
    return selectionStart === selectionEnd ? SLASH.exec(value.slice(0, selectionEnd))?.[2] : undefined;
  }

  #show(prompts: readonly Prompt[], query: string): void {
    this.#shown = prompts
      .map((prompt) => ({ prompt, score: fuzzyMatch(prompt.title, query)?.score ?? -1 }))
      .filter(({ score }) => query.trim() === "" || score > SCATTERED * query.length)
      .sort((one, other) => (query.trim() === "" ? 0 : other.score - one.score))
      .slice(0, MOST)
      .map(({ prompt }) => prompt);
    const options = this.#shown.map((prompt) => option(prompt.title, prompt.text));
    if (query.trim() === "") {
      options.push(option(say("tool.managePrompts")));
    }
    if (options.length === 0) {
      this.#hide();
      return;
    }
    this.#field.form?.append(this.#list.node);
    this.#field.setAttribute("aria-autocomplete", "list");
    this.#field.setAttribute("aria-controls", this.#list.node.id);
    this.#status.textContent = sayCount("tool.prompts", this.#shown.length);
    this.#list.show(options, this.#shy ? -1 : 0);
  }

  #hide(): void {
    if (this.#list.node.isConnected) {
      this.#list.node.remove();
      this.#field.removeAttribute("aria-autocomplete");
      this.#field.removeAttribute("aria-controls");
      this.#field.removeAttribute("aria-activedescendant");
      this.#status.textContent = "";
    }
    // Read anew the next time: another device may have changed them.
    this.#prompts = undefined;
  }

  #pressedInList({ key, shiftKey }: KeyboardEvent): boolean {
    switch (key) {
      case "ArrowDown":
      case "ArrowUp":
        this.#list.step(key === "ArrowDown" ? 1 : -1);
        return true;
      case "Enter":
      case "Tab":
        if (this.#list.selected < 0 || shiftKey) {
          return false;
        }
        this.#choose(this.#list.selected);
        return true;
      case "Escape":
        this.#dismissed = true;
        this.#hide();
        return true;
      default:
        return false;
    }
  }

  #choose(at: number): void {
    if (at < 0 || at > this.#shown.length) {
      return;
    }
    const prompt = this.#shown[at];
    const { value, selectionEnd } = this.#field;
    const typed = SLASH.exec(value.slice(0, selectionEnd))?.[1] ?? "";
    const start = selectionEnd - typed.length;
    const { text, places } = filledIn(prompt?.text ?? "");
    this.#hide();
    this.#field.setSelectionRange(start, selectionEnd);
    insertText(this.#field, text);
    if (!prompt) {
      void openPromptDialog();
    } else if (places.length > 0) {
      this.#walk.start(places.map((place) => ({ ...place, start: place.start + start, end: place.end + start })));
    }
  }
}

function option(title: string, text?: string): HTMLElement {
  return element(
    "div",
    { class: "prompt-option" },
    text === undefined ? icon("edit") : undefined,
    element("span", { class: "prompt-title" }, title),
    text === undefined ? undefined : element("span", { class: "prompt-text" }, text.slice(0, 200)),
  );
}
