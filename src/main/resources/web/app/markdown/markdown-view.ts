import { BlockParser } from "./block/block-parser.ts";
import { isHeld } from "./block/held.ts";
import { Notes } from "./inline/notes.ts";
import { References } from "./inline/references.ts";
import { DocumentView } from "./view/document-view.ts";

const LINE_END = /\r\n?|\n/g;

/**
 * Shows a Markdown text while it is written. Whole lines are read once and for good; of what is finished nothing is
 * touched again. The line that is still being written is read by a copy of the parser, which is thrown away. So the
 * work of a frame follows the new text, and the result is the same however the text was cut.
 */
export class MarkdownView {
  readonly #references = new References();
  readonly #notes: Notes;
  readonly #parser = new BlockParser((label, destination, title) => {
    this.#references.define(label, destination, title);
  });
  readonly #root: DocumentView;
  readonly #pieces: string[] = [];
  #work: Promise<unknown> = Promise.resolve();
  #text = "";
  #waiting = "";
  #shown = "";
  #finished = false;

  constructor(host: HTMLElement) {
    host.classList.add("markdown");
    this.#notes = new Notes(host);
    this.#root = new DocumentView(host, {
      references: this.#references,
      notes: this.#notes,
      later: (work) => {
        this.#work = Promise.all([this.#work, work]);
      },
    });
  }

  /** All text so far, shown or not. */
  get text(): string {
    this.#collect();
    return this.#text;
  }

  /** Resolves when what is done later, such as colouring the code so far, is done. */
  get settled(): Promise<void> {
    return this.#work.then(() => {});
  }

  /** Takes more text; it shows with the next flush. */
  append(text: string): void {
    this.#pieces.push(text);
  }

  /** Brings the page up to date, at once. */
  flush(): void {
    this.#collect();
    if (this.#finished || this.#waiting === this.#shown) {
      return;
    }
    this.#readLines();
    this.#shown = this.#waiting;
    this.#root.settle(this.#parser.document);
    this.#showRest();
    this.#references.settle();
  }

  /** Shows all of the text in its final form. Nothing can be added after it. */
  finish(): void {
    this.flush();
    if (this.#finished) {
      return;
    }
    this.#finished = true;
    if (this.#waiting !== "") {
      this.#parser.line(this.#waiting.replace(/\r$/, ""));
    }
    this.#parser.close();
    this.#references.end();
    this.#root.finish(this.#parser.document);
    this.#notes.settle();
    this.#references.settle();
  }

  #collect(): void {
    if (this.#pieces.length > 0) {
      const added = this.#pieces.splice(0).join("");
      this.#text += added;
      this.#waiting += added;
    }
  }

  #readLines(): void {
    let start = 0;
    for (const end of this.#waiting.matchAll(LINE_END)) {
      const next = end.index + end[0].length;
      if (end[0] === "\r" && next === this.#waiting.length) {
        // Perhaps the first half of a line's end.
        break;
      }
      this.#parser.line(this.#waiting.slice(start, end.index));
      start = next;
    }
    this.#waiting = this.#waiting.slice(start);
  }

  #showRest(): void {
    const partial = this.#waiting.replace(/\r$/, "");
    if (partial === "" || isHeld(partial, this.#parser.tip)) {
      this.#root.show(this.#parser.document);
      return;
    }
    const fork = this.#parser.fork();
    fork.line(partial);
    this.#root.show(fork.document);
  }
}
