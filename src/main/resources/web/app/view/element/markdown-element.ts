import { element } from "../../dom.ts";
import { MarkdownView } from "../../markdown/markdown-view.ts";
import type { MessageElement } from "../../protocol.ts";
import { type ElementView, joinedText } from "./element-view.ts";

/** A text in Markdown, which grows at its end. */
export class MarkdownElement implements ElementView {
  readonly node = element("div", { class: "markdown" });
  #view = new MarkdownView(this.node);
  #shown = "";
  #finished = false;
  #cursor = "";

  get text(): string {
    return this.#shown;
  }

  show(elements: readonly MessageElement[]): void {
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
