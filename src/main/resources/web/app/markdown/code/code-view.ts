import type { CodeBlock } from "../block/block.ts";
import type { BlockView } from "../view/block-view.ts";
import type { Page } from "../view/views.ts";
import { CodeBar } from "./code-bar.ts";
import { CodeFold } from "./code-fold.ts";
import { languageName } from "./languages.ts";
import { LineColours } from "./line-colours.ts";
import { say } from "../../words.ts";

/** How many lines are laid out together: enough that a long block has few boxes, few enough that one is cheap. */
const PART = 50;

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
  #part = document.createElement("span");
  /** The line that is still being written. */
  #open: Text | undefined;

  constructor(block: CodeBlock, page: Page) {
    const word = block.fence?.language ?? "";
    const name = languageName(word) || say("element.code");
    this.element.className = "code-block";
    this.#box.className = "code-box";
    // Reachable by keyboard, because it may scroll.
    this.#box.tabIndex = 0;
    this.#box.setAttribute("role", "group");
    this.#box.setAttribute("aria-label", name);
    this.#code.dataset["language"] = word;
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
    this.#openPart().append(line);
    return text;
  }

  #openPart(): HTMLElement {
    if (this.#part.childElementCount >= PART || this.#part.parentElement === null) {
      this.#part = document.createElement("span");
      this.#part.className = "code-part";
      this.#code.append(this.#part);
    }
    return this.#part;
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
    const line = this.#open?.parentElement;
    this.#open = undefined;
    line?.remove();
    if (this.#part.childElementCount === 0) {
      this.#part.remove();
    }
  }
}
