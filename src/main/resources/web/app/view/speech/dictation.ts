import { locale, say } from "../../words.ts";

/** What browsers have of speech recognition, as far as it is used here. */
interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  start(): void;
  stop(): void;
  abort(): void;
}

interface Recognised extends Event {
  readonly resultIndex: number;
  readonly results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>;
}

type Recogniser = new () => Recognition;

/** Failures that are none: silence, and a stop of the reader's own. */
const QUIET: ReadonlySet<string> = new Set(["no-speech", "aborted"]);

export interface DictationListener {
  /** Whether it listens. */
  listening(listening: boolean): void;
  note(words: string): void;
}

/** Writes into the field what is said, as it is understood: what is not certain yet is replaced by what it becomes. */
export class Dictation {
  readonly #field: HTMLTextAreaElement;
  readonly #listener: DictationListener;
  #recognition: Recognition | undefined;
  /** Where what is not certain stands in the field. */
  #start = 0;
  #end = 0;
  #writing = false;

  constructor(field: HTMLTextAreaElement, listener: DictationListener) {
    this.#field = field;
    this.#listener = listener;
    // Whoever types meanwhile has the last word on what is there.
    field.addEventListener("input", () => {
      if (!this.#writing) {
        this.#start = this.#end = field.selectionEnd;
      }
    });
  }

  toggle(): void {
    if (this.#recognition) {
      this.#recognition.stop();
    } else {
      this.#begin();
    }
  }

  /** Nothing that is understood from now on is written. */
  cancel(): void {
    this.#recognition?.abort();
    this.#over();
  }

  #begin(): void {
    const { SpeechRecognition, webkitSpeechRecognition } = globalThis as unknown as Record<string, Recogniser>;
    const Recogniser = SpeechRecognition ?? webkitSpeechRecognition;
    if (!Recogniser) {
      return;
    }
    const recognition = new Recogniser();
    recognition.lang = locale;
    recognition.continuous = true;
    recognition.interimResults = true;
    recognition.addEventListener("result", (event) => this.#understood(recognition, event as Recognised));
    recognition.addEventListener("error", (event) => this.#failed((event as Event & { error: string }).error));
    recognition.addEventListener("end", () => recognition === this.#recognition && this.#over());
    this.#start = this.#end = this.#field.selectionEnd;
    this.#recognition = recognition;
    recognition.start();
    this.#field.focus();
    this.#listener.listening(true);
  }

  #understood(recognition: Recognition, { results, resultIndex }: Recognised): void {
    if (recognition !== this.#recognition) {
      return;
    }
    let certain = "";
    let maybe = "";
    for (const result of Array.from(results).slice(resultIndex)) {
      const words = result[0]?.transcript ?? "";
      if (result.isFinal) {
        certain += words;
      } else {
        maybe += words;
      }
    }
    this.#write(certain + maybe);
    if (certain !== "") {
      this.#start = this.#end - (maybe === "" ? 0 : maybe.length);
    }
  }

  #write(words: string): void {
    const before = this.#field.value.slice(0, this.#start);
    const text = before === "" || /\s$/.test(before) ? words.trimStart() : ` ${words.trimStart()}`;
    this.#writing = true;
    this.#field.setRangeText(text, this.#start, this.#end, "end");
    this.#end = this.#start + text.length;
    this.#field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    this.#writing = false;
  }

  #failed(error: string): void {
    if (!QUIET.has(error)) {
      const refused = error === "not-allowed" || error === "service-not-allowed";
      this.#listener.note(say(refused ? "tool.noMicrophone" : "tool.notUnderstood"));
    }
  }

  #over(): void {
    this.#recognition = undefined;
    this.#listener.listening(false);
  }
}
