import type { CodeBlock } from "../block/Block.ts";
import type { BlockView } from "../view/BlockView.ts";
import type { Page } from "../view/views.ts";
import { words } from "../words.ts";
import { CodeBar } from "./CodeBar.ts";
import { CodeFold } from "./CodeFold.ts";
import { languageName } from "./languages.ts";
import { LineColours } from "./LineColours.ts";

/**
 * A code block that grows by its new text alone. Each line is a box of its own, so that the browser need not lay out
 * a long text again for every word, and a line can be coloured when it is complete without a look at the others.
 */
export class CodeView implements BlockView<CodeBlock> {
  readonly element = document.createElement("div");
  readonly #box = document.createElement("pre");
  readonly #code = document.createElement("code");
  readonly #colours: LineColours;
  readonly #fold: CodeFold;
  #lines = 0;
  /** The line that is still being written. */
  #open: Text | undefined;

  constructor(block: CodeBlock, page: Page) {
    const word = block.fence?.language ?? "";
    const name = languageName(word) || words.code;
    this.element.className = "code-block";
    this.#box.className = "code-box";
    // Reachable by keyboard, because it may scroll.
    this.#box.tabIndex = 0;
    this.#box.setAttribute("role", "group");
    this.#box.setAttribute("aria-label", name);
    this.#box.append(this.#code);
    this.element.append(new CodeBar(name, this.#code).element, this.#box);
    this.#colours = new LineColours(word, (work) => page.later(work));
    this.#fold = new CodeFold(this.element, this.#box);
  }

  settle(block: CodeBlock): void {
    for (const line of block.lines.splice(0)) {
      this.#write(`${line}\n`);
      this.#endLine();
    }
    this.#fold.update(this.#lines);
  }

  show(block: CodeBlock): void {
    const [line] = block.lines;
    if (line === undefined) {
      this.#dropOpen();
    } else {
      this.#write(line);
    }
    this.#fold.follow();
  }

  finish(block: CodeBlock): void {
    this.settle(block);
    this.#dropOpen();
    this.#colours.end();
  }

  #write(text: string): void {
    this.#open ??= this.#addLine();
    if (text.startsWith(this.#open.data)) {
      this.#open.appendData(text.slice(this.#open.length));
    } else {
      this.#open.data = text;
    }
  }

  #addLine(): Text {
    const line = document.createElement("span");
    const text = document.createTextNode("");
    line.className = "code-line";
    line.append(text);
    this.#code.append(line);
    return text;
  }

  #endLine(): void {
    const line = this.#open?.parentElement;
    this.#open = undefined;
    this.#lines++;
    if (line) {
      this.#colours.add(line);
    }
  }

  #dropOpen(): void {
    this.#open?.parentElement?.remove();
    this.#open = undefined;
  }
}
