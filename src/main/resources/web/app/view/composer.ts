import { byId, element } from "../dom.ts";
import type { Handler } from "../handlers.ts";
import { orNothing } from "../loading.ts";
import { keepSetting, readSetting } from "../settings.ts";
import { commandOf } from "../shortcuts.ts";
import { insertText } from "./insert-text.ts";
import { DictateButton } from "./dictate-button.ts";
import type { PromptPicker } from "./prompts/prompt-picker.ts";
import { Attachments, pastedFiles } from "./attachments.ts";
import { say } from "../words.ts";

/** A reader's finished message, and the wish to stop. */
export interface ComposerListener {
  send(text: string, files: string[]): void;
  stop(): void;
  /** Whether there was a message to put in other words. */
  editLast(): boolean;
}

/** The longest text, in characters, and the largest file, in bytes. */
export interface ComposerLimits {
  text: number;
  file: number;
  /** Whether messages that begin with a slash are scenarios of the simulator. */
  scripted: boolean;
}

/** A line that begins with a slash may be the beginning of a prompt. */
const SLASH = /^\//m;
/** How long a draft may stay unkept while it is written (ms). */
const KEPT_AFTER = 300;
/** Characters from which on a text is counted for the reader. */
const COUNTED_FROM = 0.9;

/** The field to write in. What is written is kept per conversation until it is sent. */
export class Composer {
  readonly #listener: ComposerListener;
  readonly #form = byId("composer", HTMLFormElement);
  readonly #field = byId("composer-text", HTMLTextAreaElement);
  readonly #send = byId("composer-send", HTMLButtonElement);
  readonly #stop = byId("composer-stop", HTMLButtonElement);
  readonly #note = byId("composer-note", HTMLElement);
  readonly #longest: number;
  readonly #scripted: boolean;
  readonly #attachments: Attachments;
  readonly #dictate: DictateButton;
  #prompts: PromptPicker | undefined;
  #draftKey = "";
  #keeping = 0;
  #running = false;
  /** The place of a prompt that the reader was asked to fill in. */
  #askedFor: string | undefined;

  constructor(listener: ComposerListener, limits: ComposerLimits) {
    this.#listener = listener;
    this.#longest = limits.text;
    this.#scripted = limits.scripted;
    this.#attachments = new Attachments(
      { attached: () => this.#showButtons(), note: (text) => this.note(text) },
      limits.file,
    );
    this.#dictate = new DictateButton(this.#field, this.#send, (words) => this.note(words));
    this.#field.addEventListener("paste", (event) => this.#pasted(event));
    this.#field.addEventListener("input", () => this.#edited());
    this.#field.addEventListener("keydown", (event) => this.#pressed(event));
    window.addEventListener("pagehide", () => this.#keepDraft());
    // The second click of a double click on Send meets Stop, which has taken its place by then.
    this.#stop.addEventListener("click", ({ detail }) => {
      if (detail < 2) {
        this.#listener.stop();
      }
    });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  set running(running: boolean) {
    this.#running = running;
    this.#showButtons();
  }

  /** Who reads what is written. */
  set handler(handler: Handler) {
    this.#field.placeholder = say("composer.writeTo", { name: handler.title });
    this.#attachments.handler = handler;
  }

  /** Turns to another draft, of a message for that conversation. */
  open(draft: string, conversation: string): void {
    this.#keepDraft();
    this.#draftKey = `draft.${draft}`;
    this.#attachments.open(draft, conversation);
    this.#replace(readSetting(this.#draftKey) ?? "");
    this.note("");
  }

  focus(): void {
    this.#field.focus({ preventScroll: true });
  }

  /** Puts a text in front of what is written already, and its files beside what is attached. */
  offer(text: string, files: readonly string[] = []): void {
    this.#attachments.giveBack(files);
    const written = this.#field.value.trim();
    this.#replace([text, written].filter((part) => part !== "").join("\n\n"));
    this.#keepDraft();
    this.focus();
  }

  /** Puts quotations behind what is written, each a paragraph of its own, and lets the reader go on below. */
  quote(quotes: readonly string[]): void {
    const { value } = this.#field;
    const gap = value === "" || value.endsWith("\n\n") ? "" : value.endsWith("\n") ? "\n" : "\n\n";
    this.focus();
    this.#field.setSelectionRange(value.length, value.length);
    insertText(this.#field, `${gap}${quotes.join("\n\n")}\n\n`);
    this.#field.scrollTop = this.#field.scrollHeight;
  }

  /** @param details what only a technician wants to know, folded away */
  note(text: string, ...details: Node[]): void {
    this.#note.textContent = text;
    if (details.length > 0) {
      this.#note.append(element("details", {}, element("summary", {}, say("page.details")), ...details));
    }
    this.#note.hidden = text === "";
  }

  #pressed(event: KeyboardEvent): void {
    if (this.#prompts?.pressed(event)) {
      event.preventDefault();
      return;
    }
    const command = commandOf(event, this.#field.value === "" ? ["message", "emptyMessage"] : ["message"]);
    if (command === "send") {
      event.preventDefault();
      this.#submit();
    } else if (command === "editLast" && this.#listener.editLast()) {
      event.preventDefault();
    }
  }

  #pasted(event: ClipboardEvent): void {
    const files = pastedFiles(event.clipboardData);
    if (files.length > 0) {
      event.preventDefault();
      this.#attachments.add(files);
    }
  }

  #submit(): void {
    const text = this.#field.value.trim();
    if (this.#attachments.obstacle) {
      this.note(this.#attachments.obstacle);
      return;
    }
    if ((text === "" && this.#attachments.empty) || text.length > this.#longest) {
      return;
    }
    const empty = this.#prompts?.toEmptyPlace();
    if (empty !== undefined && empty !== this.#askedFor) {
      this.#askedFor = empty;
      this.note(say("tool.toFillIn", { name: empty }));
      return;
    }
    this.#askedFor = undefined;
    this.#replace("");
    this.note("");
    this.#keepDraft();
    this.#listener.send(
      text,
      this.#attachments.take().map(({ file }) => file),
    );
  }

  #edited(): void {
    clearTimeout(this.#keeping);
    this.#keeping = window.setTimeout(() => this.#keepDraft(), KEPT_AFTER);
    this.note("");
    this.#measure();
    void this.#offerPrompts();
  }

  /** What they need is loaded with the first slash. */
  async #offerPrompts(): Promise<void> {
    if (!this.#prompts && SLASH.test(this.#field.value)) {
      const loaded = await orNothing(import("./prompts/prompt-picker.ts"));
      this.#prompts ??= loaded && new loaded.PromptPicker(this.#field, this.#scripted);
    }
    await this.#prompts?.edited();
  }

  #keepDraft(): void {
    clearTimeout(this.#keeping);
    if (this.#draftKey !== "") {
      keepSetting(this.#draftKey, this.#field.value);
    }
  }

  #replace(text: string): void {
    this.#dictate.cancel();
    this.#prompts?.forget();
    this.#field.value = text;
    this.#measure();
  }

  #measure(): void {
    if (!CSS.supports("field-sizing", "content")) {
      this.#field.style.height = "auto";
      this.#field.style.height = `${this.#field.scrollHeight}px`;
    }
    const length = this.#field.value.length;
    if (length > this.#longest) {
      this.note(say("composer.tooLong", { count: length - this.#longest }));
    } else if (length > this.#longest * COUNTED_FROM) {
      this.note(say("composer.charactersLeft", { count: this.#longest - length }));
    }
    this.#showButtons();
  }

  #showButtons(): void {
    const written = this.#field.value.trim().length;
    const nothing = written === 0 && this.#attachments.empty;
    const { obstacle } = this.#attachments;
    this.#stop.hidden = !this.#running;
    this.#send.hidden = this.#running && nothing;
    this.#send.disabled = nothing || written > this.#longest || obstacle !== "";
    const label = obstacle || (this.#running ? say("composer.sendNext") : say("composer.send"));
    this.#send.title = label;
    this.#send.setAttribute("aria-label", label);
  }
}
