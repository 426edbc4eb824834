import { byId } from "../dom.ts";
import type { Handler } from "../handlers.ts";
import { keepSetting, readSetting } from "../settings.ts";
import { Attachments, pastedFiles } from "./attachments.ts";
import { say } from "../words.ts";

/** A reader's finished message, and the wish to stop. */
export interface ComposerListener {
  send(text: string, files: string[]): void;
  stop(): void;
}

/** The longest text, in characters, and the largest file, in bytes. */
export interface ComposerLimits {
  text: number;
  file: number;
}

/** Where the key event of an input method that has not told `isComposing` comes from. */
const COMPOSING_KEY = 229;
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
  readonly #attachments: Attachments;
  #draftKey = "";
  #keeping = 0;
  #running = false;

  constructor(listener: ComposerListener, limits: ComposerLimits) {
    this.#listener = listener;
    this.#longest = limits.text;
    this.#attachments = new Attachments(
      { attached: () => this.#showButtons(), note: (text) => this.note(text) },
      limits.file,
    );
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

  note(text: string): void {
    this.#note.textContent = text;
    this.#note.hidden = text === "";
  }

  #pressed(event: KeyboardEvent): void {
    const composing = event.isComposing || event.keyCode === COMPOSING_KEY;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !composing) {
      event.preventDefault();
      this.#submit();
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
  }

  #keepDraft(): void {
    clearTimeout(this.#keeping);
    if (this.#draftKey !== "") {
      keepSetting(this.#draftKey, this.#field.value);
    }
  }

  #replace(text: string): void {
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
