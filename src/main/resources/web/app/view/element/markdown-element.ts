import { element } from "../../dom.ts";
import { MarkdownView } from "../../markdown/markdown-view.ts";
import { styleSheet } from "../../style-sheet.ts";
import type { Source } from "../../element-content.ts";
import type { MessageElement } from "../../protocol.ts";
import { type ElementView, joinedText, type Surroundings } from "./element-view.ts";
import type { Part } from "./parts.ts";

/** A text in Markdown, which grows at its end. */
export class MarkdownElement implements ElementView {
  readonly node = element("div", { class: "markdown" });
  #view = new MarkdownView(this.node);
  #shown = "";
  #finished = false;
  #cursor = "";
  /** How many footnotes the text has its marks for. */
  #noted = 0;

  get text(): string {
    return this.#shown;
  }

  show(
    elements: readonly MessageElement[],
    _inner: readonly Part[],
    _around: Surroundings,
    notes: readonly Source[] = [],
  ): void {
    const text = joinedText(elements);
    const open = elements.at(-1)?.endedAt === undefined;
    const grown = text.length > this.#shown.length;
    if ((this.#finished && grown) || !text.startsWith(this.#shown)) {
      this.#restart();
    }
    if (text.length > this.#shown.length) {
      this.#view.append(text.slice(this.#shown.length));
      this.#shown = text;
    }
    if (open) {
      this.#view.flush();
    } else if (!this.#finished) {
      this.#view.finish();
      this.#finished = true;
    }
    if (this.#finished && notes.length > this.#noted) {
      this.#noted = notes.length;
      void this.#cite(text, notes);
    }
    this.node.classList.toggle("open", open && text !== "");
    this.#showCursor((elements.at(-1) as { cursor?: string } | undefined)?.cursor);
  }

  /** A handler may wish for a mark of its own behind the text. */
  #showCursor(cursor = ""): void {
    if (cursor !== this.#cursor) {
      this.#cursor = cursor;
      this.node.classList.toggle("marked", cursor !== "");
      this.node.style.setProperty("--cursor", cssText(cursor));
    }
  }

  /** Shows the text once more, with a mark where what a source is for ends. */
  async #cite(text: string, notes: readonly Source[]): Promise<void> {
    const [{ CitedText }] = await Promise.all([import("./citing.ts"), styleSheet("tools")]);
    if (text === this.#shown && this.#finished) {
      const cited = new CitedText(text, notes);
      this.#restart();
      this.#view.append(cited.marked);
      this.#view.finish();
      this.#shown = text;
      this.#finished = true;
      cited.placeIn(this.node);
    }
  }

  #restart(): void {
    this.node.replaceChildren();
    this.#view = new MarkdownView(this.node);
    this.#shown = "";
    this.#finished = false;
  }
}

/** A text as CSS has it: whatever stands in it, it cannot end early. */
function cssText(text: string): string {
  return `"${Array.from(text, (letter) => `\\${letter.codePointAt(0)?.toString(16)} `).join("")}"`;
}
