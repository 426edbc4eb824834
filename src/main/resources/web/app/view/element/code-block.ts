import { element } from "../../dom.ts";
import type { CodeBlock } from "../../markdown/block/block.ts";
import { CodeView } from "../../markdown/code/code-view.ts";
import { Notes } from "../../markdown/inline/notes.ts";
import { References } from "../../markdown/inline/references.ts";

/** Code with its bar and colours, as in a Markdown text; it may grow at its end. */
export class CodeBlockBox {
  readonly node = element("div", { class: "markdown" });
  readonly #language: string;
  #view: CodeView;
  #text = "";
  /** How much of the text stands in finished lines. */
  #settled = 0;
  #finished = false;

  constructor(language: string) {
    this.#language = language;
    this.#view = this.#start();
  }

  get text(): string {
    return this.#text;
  }

  show(text: string, finished: boolean): void {
    if (text === this.#text && finished === this.#finished) {
      return;
    }
    if (this.#finished || !text.startsWith(this.#text)) {
      this.#view = this.#start();
    }
    this.#text = text;
    const end = text.lastIndexOf("\n") + 1;
    const lines = end > this.#settled ? text.slice(this.#settled, end - 1).split("\n") : [];
    this.#settled = Math.max(this.#settled, end);
    this.#view.settle(this.#block(lines));
    const rest = text.slice(this.#settled);
    if (finished) {
      this.#view.finish(this.#block(rest === "" ? [] : [rest]));
      this.#finished = true;
    } else {
      this.#view.show(this.#block(rest === "" ? [] : [rest]));
    }
  }

  #start(): CodeView {
    this.#settled = 0;
    this.#finished = false;
    this.#text = "";
    const view = new CodeView(this.#block([]), {
      references: new References(),
      notes: new Notes(this.node),
      later: () => {},
    });
    this.node.replaceChildren(view.element);
    return view;
  }

  #block(lines: string[]): CodeBlock {
    const fence = { character: "`", length: 3, indent: 0, language: this.#language };
    return { kind: "code", open: true, firstLine: 0, lastLine: 0, lines, blanks: [], fence };
  }
}
