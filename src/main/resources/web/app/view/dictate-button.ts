import { whenLoaded } from "../loading.ts";
import { iconButton } from "./icon-button.ts";
import { say } from "../words.ts";
import type { Dictation } from "./speech/dictation.ts";

/** A microphone beside the message field, where the browser understands speech. */
export class DictateButton {
  readonly #field: HTMLTextAreaElement;
  readonly #note: (words: string) => void;
  readonly #button = iconButton("microphone", say("tool.dictate"), () => void this.#toggle());
  #dictation: Dictation | undefined;

  constructor(field: HTMLTextAreaElement, last: Element, note: (words: string) => void) {
    this.#field = field;
    this.#note = note;
    if ("SpeechRecognition" in globalThis || "webkitSpeechRecognition" in globalThis) {
      this.#button.classList.add("dictate");
      last.after(this.#button);
    }
  }

  /** The text in the field is another one. */
  cancel(): void {
    this.#dictation?.cancel();
  }

  #toggle(): Promise<void> {
    return whenLoaded(import("./speech/dictation.ts"), ({ Dictation }) => {
      this.#dictation ??= new Dictation(this.#field, {
        listening: (listening) => this.#show(listening),
        note: this.#note,
      });
      this.#dictation.toggle();
    });
  }

  #show(listening: boolean): void {
    const label = say(listening ? "tool.stopDictating" : "tool.dictate");
    this.#button.setAttribute("aria-pressed", String(listening));
    this.#button.setAttribute("aria-label", label);
    this.#button.title = label;
  }
}
