import { byId, element } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { CONVERSATION_OPENED } from "../../intents.ts";
import { styleSheet } from "../../style-sheet.ts";
import { language, say } from "../../words.ts";
import { cleanCopy } from "../copy/clean-copy.ts";
import type { Copied } from "../copy/rich-text.ts";
import { textButton } from "../icon-button.ts";
import { sentencesOf } from "./sentences.ts";

/** Blocks end what is said: the next one begins a sentence of its own. */
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, blockquote";

let reading: Reading | undefined;

/** Reads a message out, in place of one that is being read. */
export async function readAloud(parts: readonly Copied[]): Promise<void> {
  await styleSheet("tools").catch(() => undefined);
  reading?.stop();
  const sentences = parts.flatMap((part) => spokenOf(part));
  if (sentences.length > 0) {
    reading = new Reading(sentences);
  }
}

/** What can be read out of a part: words, but no code and no tables of figures. */
function spokenOf({ node, text }: Copied): string[] {
  const copy = cleanCopy(node);
  copy.querySelectorAll("pre").forEach((code) => code.remove());
  const blocks = [...copy.querySelectorAll(BLOCKS)].filter((block) => block.querySelector(BLOCKS) === null);
  const texts = blocks.length > 0 ? blocks.map((block) => block.textContent) : [copy.textContent || text];
  return texts.flatMap((each) => sentencesOf(each, language));
}

class Reading {
  readonly #sentences: string[];
  readonly #life = new AbortController();
  readonly #bar = element(
    "div",
    { class: "reading-bar", role: "status" },
    icon("speaker"),
    element("span", {}, say("tool.reading")),
    textButton(say("composer.stop"), () => this.stop()),
  );

  constructor(sentences: string[]) {
    this.#sentences = sentences;
    const { signal } = this.#life;
    document.addEventListener(CONVERSATION_OPENED, () => this.stop(), { signal });
    window.addEventListener("pagehide", () => this.stop(), { signal });
    byId("composer", HTMLFormElement).before(this.#bar);
    this.#next();
  }

  stop(): void {
    this.#life.abort();
    this.#bar.remove();
    speechSynthesis.cancel();
  }

  #next(): void {
    const sentence = this.#sentences.shift();
    if (sentence === undefined || this.#life.signal.aborted) {
      this.stop();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = language;
    utterance.addEventListener("end", () => this.#next());
    utterance.addEventListener("error", () => this.stop());
    speechSynthesis.speak(utterance);
  }
}
