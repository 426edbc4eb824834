import {
  type Block,
  type Container,
  type DocumentBlock,
  isContainer,
  type MathBlock,
  type ParagraphBlock,
} from "./block.ts";
import { type Define, takeDefinitions } from "./definitions.ts";

/** The blocks of a text that are still open, from the document to the innermost, and what becomes of them when they end. */
export class OpenBlocks {
  readonly document: DocumentBlock;
  /** The number of the current line. */
  line = 0;
  /** How many of the open blocks the current line belongs to. */
  matched = 1;
  readonly #define: Define;
  readonly #spine: Block[];

  constructor(define: Define, document: DocumentBlock = emptyDocument()) {
    this.#define = define;
    this.document = document;
    this.#spine = openBlocks(document);
  }

  get depth(): number {
    return this.#spine.length;
  }

  /** The innermost open block. */
  get tip(): Block {
    return this.#spine.at(-1) ?? this.document;
  }

  /** The innermost block that the current line belongs to, as far as that was read. */
  get container(): Block {
    return this.at(this.matched - 1);
  }

  /** The open block at that depth, from 0. */
  at(depth: number): Block {
    return this.#spine[depth] ?? this.document;
  }

  /** Opens a block in the innermost that can hold it. */
  open(block: Block): void {
    this.closeUnmatched();
    while (!contains(this.tip, block)) {
      this.closeTip();
    }
    const parent = this.tip as Container;
    if (parent.kind === "item" && parent.filled && this.blankBefore(parent)) {
      this.#makeLoose();
    }
    parent.children.push(block);
    parent.filled = true;
    this.#spine.push(block);
    this.matched = this.#spine.length;
    this.touch();
  }

  /** Opens a block that has no more than this line. */
  openClosed(block: Block): void {
    this.open(block);
    this.closeTip();
  }

  /** Called with an item as the tip. */
  #makeLoose(): void {
    const list = this.#spine.at(-2);
    if (list?.kind === "list") {
      list.loose = true;
    }
  }

  blankBefore(block: Block): boolean {
    return this.line - block.lastLine > 1;
  }

  /** Ends what the line does not belong to. */
  closeUnmatched(): void {
    while (this.#spine.length > this.matched) {
      this.closeTip();
    }
  }

  /** Ends the innermost. */
  closeTip(): void {
    const block = this.#spine.pop();
    if (!block) {
      return;
    }
    block.open = false;
    this.matched = Math.min(this.matched, this.#spine.length);
    if (block.kind === "paragraph") {
      this.#closeParagraph(block);
    } else if (block.kind === "math" && !block.complete) {
      this.#makeText(block);
    }
  }

  #closeParagraph(paragraph: ParagraphBlock): void {
    this.takeDefinitions(paragraph);
    paragraph.text = paragraph.text.trim();
    if (paragraph.text === "") {
      this.#withdraw(paragraph);
    }
  }

  /** Takes the link definitions from the paragraph's beginning. */
  takeDefinitions(paragraph: ParagraphBlock): void {
    paragraph.text = takeDefinitions(paragraph.text, this.#define);
  }

  /** What was no formula in the end is a paragraph. */
  #makeText(formula: MathBlock): void {
    const parent = this.tip;
    if (isContainer(parent) && parent.children.at(-1) === formula) {
      const { open, firstLine, lastLine, lines } = formula;
      parent.children[parent.children.length - 1] = {
        kind: "paragraph",
        open,
        firstLine,
        lastLine,
        text: lines.join("\n").trim(),
      };
    }
  }

  /** Takes the innermost away as if it had never been. */
  removeTip(): void {
    const block = this.#spine.pop();
    this.matched = Math.min(this.matched, this.#spine.length);
    if (block) {
      this.#withdraw(block);
    }
  }

  #withdraw(block: Block): void {
    const parent = this.tip;
    if (isContainer(parent) && parent.children.at(-1) === block) {
      parent.children.pop();
    }
  }

  /** What a block that begins here has of lines. */
  span(firstLine: number = this.line): { open: boolean; firstLine: number; lastLine: number } {
    return { open: true, firstLine, lastLine: this.line };
  }

  /** Marks the line as belonging to the outermost so many open blocks, or to all. */
  touch(depth = this.#spine.length): void {
    for (const block of this.#spine.slice(0, depth)) {
      block.lastLine = this.line;
    }
  }

  /** A blank line belongs to no list and no item, unless in a quote or in fenced code inside of it. */
  touchLine(blank: boolean): void {
    const tip = this.tip;
    if (!blank || (tip.kind === "code" && tip.fence)) {
      this.touch();
    } else {
      this.touch(this.#spine.findLastIndex((block) => block.kind === "quote") + 1);
    }
  }
}

function contains(parent: Block, child: Block): boolean {
  return isContainer(parent) && (parent.kind === "list") === (child.kind === "item");
}

function emptyDocument(): DocumentBlock {
  return { kind: "document", open: true, firstLine: 1, lastLine: 1, children: [], filled: false };
}

function openBlocks(document: DocumentBlock): Block[] {
  const spine: Block[] = [document];
  let last: Block | undefined = document;
  while (last && isContainer(last)) {
    last = last.children.at(-1);
    if (!last?.open) {
      break;
    }
    spine.push(last);
  }
  return spine;
}
