import {
  copyOpen,
  isContainer,
  type Block,
  type CodeBlock,
  type Container,
  type DocumentBlock,
  type MathBlock,
  type ParagraphBlock,
  type TableBlock,
} from "./block.ts";
import { takeDefinitions, type Define } from "./definitions.ts";
import { endsFormula, readFormula } from "./formulas.ts";
import { LineCursor } from "./line-cursor.ts";
import {
  closesFence,
  isRule,
  readFence,
  readHeading,
  readListMarker,
  readNote,
  readTask,
  readUnderline,
} from "./starts.ts";
import { readDelimiterRow, splitRow } from "./tables.ts";

/** Deeper marks are text: a page full of nested boxes shows nothing, and costs a lot. */
const MAX_DEPTH = 40;
const MAX_MISSING_CELLS = 65_536;
/** What a footnote's text is indented by where it goes on. */
const NOTE_INDENT = 4;

/** What a line is to an open block. */
type Match = "goes on" | "ended" | "closing line";

/**
 * Reads Markdown's blocks line by line, as CommonMark's specification describes it, with GitHub's tables and tasks and
 * without raw HTML. Each line is read once and changes only what is still open, so that the work follows the new text
 * and the result does not depend on how the text was cut.
 */
export class BlockParser {
  readonly document: DocumentBlock;
  readonly #define: Define;
  /** The open blocks, from the document to the innermost. */
  readonly #spine: Block[];
  /** How many of them the current line belongs to. */
  #matched = 1;
  #line = 0;
  #cursor = new LineCursor("");

  constructor(define: Define, document: DocumentBlock = emptyDocument()) {
    this.#define = define;
    this.document = document;
    this.#spine = openBlocks(document);
  }

  /** A parser that reads on from here without a trace in this one. */
  fork(): BlockParser {
    const fork = new BlockParser(() => {}, copyOpen(this.document));
    fork.#line = this.#line;
    return fork;
  }

  /** The innermost open block. */
  get tip(): Block {
    return this.#spine.at(-1) ?? this.document;
  }

  /** Reads one whole line, without its end. */
  line(text: string): void {
    this.#line++;
    this.#cursor = new LineCursor(text);
    if (this.#matchOpen() === "closing line") {
      this.#touch(this.#spine.length);
      this.#closeTip();
      return;
    }
    const { kind } = this.#container;
    if (kind === "code" || kind === "math" || this.#startBlocks()) {
      this.#addText();
    }
  }

  /** Ends the text. */
  close(): void {
    while (this.#spine.length > 0) {
      this.#closeTip();
    }
  }

  /** The innermost block that the line belongs to, as far as it was read. */
  get #container(): Block {
    return this.#spine[this.#matched - 1] ?? this.document;
  }

  #matchOpen(): Match {
    for (this.#matched = 1; this.#matched < this.#spine.length; this.#matched++) {
      const match = this.#match(this.#spine[this.#matched] ?? this.document);
      if (match !== "goes on") {
        return match;
      }
    }
    return "goes on";
  }

  #match(block: Block): Match {
    const cursor = this.#cursor;
    switch (block.kind) {
      case "quote":
        return this.#skipQuoteMarker() ? "goes on" : "ended";
      case "item":
        return this.#matchItem(block.indent, block.filled);
      case "note":
        return this.#matchItem(NOTE_INDENT, block.filled);
      case "paragraph":
      case "math":
        return cursor.blank ? "ended" : "goes on";
      case "table":
        return cursor.blank || cursor.indented ? "ended" : "goes on";
      case "code":
        return this.#matchCode(block);
      case "document":
      case "list":
        return "goes on";
      case "heading":
      case "rule":
        return "ended";
    }
  }

  #skipQuoteMarker(): boolean {
    const cursor = this.#cursor;
    if (cursor.indented || cursor.next !== ">") {
      return false;
    }
    cursor.skipIndent();
    cursor.skipCharacters(1);
    cursor.skipColumns(1);
    return true;
  }

  #matchItem(indent: number, filled: boolean): Match {
    if (this.#cursor.blank) {
      this.#cursor.skipIndent();
      // An item may begin with a blank line, but not with two.
      return filled ? "goes on" : "ended";
    }
    if (this.#cursor.indent < indent) {
      return "ended";
    }
    this.#cursor.skipColumns(indent);
    return "goes on";
  }

  #matchCode(code: CodeBlock): Match {
    const cursor = this.#cursor;
    if (code.fence) {
      if (closesFence(cursor, code.fence)) {
        return "closing line";
      }
      cursor.skipColumns(code.fence.indent);
      return "goes on";
    }
    if (!cursor.indented && !cursor.blank) {
      return "ended";
    }
    cursor.skipColumns(4);
    return "goes on";
  }

  /** Opens the blocks that begin on this line; whether text is left for the innermost. */
  #startBlocks(): boolean {
    while (!this.#cursor.blank) {
      if (this.#cursor.indented) {
        return this.#startIndentedCode();
      }
      if (this.#startLeaf()) {
        return false;
      }
      if (!this.#startContainer()) {
        return true;
      }
    }
    return true;
  }

  #startIndentedCode(): boolean {
    if (this.tip.kind !== "paragraph") {
      this.#cursor.skipColumns(4);
      this.#open({ ...this.#lines(), kind: "code", fence: undefined, lines: [], blanks: [] });
    }
    return true;
  }

  #startContainer(): boolean {
    return this.#spine.length < MAX_DEPTH && (this.#startQuote() || this.#startNote() || this.#startItem());
  }

  #startQuote(): boolean {
    if (!this.#skipQuoteMarker()) {
      return false;
    }
    this.#open({ ...this.#lines(), kind: "quote", children: [], filled: false });
    return true;
  }

  #startNote(): boolean {
    const label = readNote(this.#cursor);
    if (label !== undefined) {
      this.#open({ ...this.#lines(), kind: "note", label, children: [], filled: false });
    }
    return label !== undefined;
  }

  #startItem(): boolean {
    const found = readListMarker(this.#cursor, this.#container.kind === "paragraph");
    if (!found) {
      return false;
    }
    this.#closeUnmatched();
    if (this.tip.kind === "paragraph" || this.tip.kind === "table") {
      this.#closeTip();
    }
    const list = this.tip;
    if (list.kind !== "list" || list.marker !== found.marker) {
      const { marker, start } = found;
      this.#open({ ...this.#lines(), kind: "list", marker, start, loose: false, children: [], filled: false });
    } else if (this.#blankBefore(list)) {
      list.loose = true;
    }
    this.#open({ ...this.#lines(), kind: "item", indent: found.indent, task: undefined, children: [], filled: false });
    return true;
  }

  #startLeaf(): boolean {
    return (
      this.#startHeading() || this.#startFence() || this.#startFormula() || this.#endParagraphAs() || this.#startRule()
    );
  }

  #startHeading(): boolean {
    const heading = readHeading(this.#cursor);
    if (heading) {
      this.#openClosed({ ...this.#lines(), kind: "heading", ...heading });
    }
    return heading !== undefined;
  }

  #startFence(): boolean {
    const fence = readFence(this.#cursor);
    if (fence) {
      this.#open({ ...this.#lines(), kind: "code", fence, lines: [], blanks: [] });
    }
    return fence !== undefined;
  }

  #startFormula(): boolean {
    const line = this.#cursor.content;
    const start = readFormula(line);
    if (start) {
      this.#open({ ...this.#lines(), kind: "math", ...start, lines: [line] });
      if (start.complete) {
        this.#closeTip();
      }
    }
    return start !== undefined;
  }

  #startRule(): boolean {
    const rule = isRule(this.#cursor);
    if (rule) {
      this.#openClosed({ ...this.#lines(), kind: "rule" });
    }
    return rule;
  }

  /** A line below a paragraph may make a heading of it, or a table of its last line. */
  #endParagraphAs(): boolean {
    const paragraph = this.#container;
    return paragraph.kind === "paragraph" && (this.#makeHeading(paragraph) || this.#makeTable(paragraph));
  }

  #makeHeading(paragraph: ParagraphBlock): boolean {
    const level = readUnderline(this.#cursor);
    if (level === undefined) {
      return false;
    }
    paragraph.text = takeDefinitions(paragraph.text, this.#define);
    const text = paragraph.text.trim();
    if (text === "") {
      return false;
    }
    this.#removeTip();
    this.#openClosed({ ...this.#lines(paragraph.firstLine), kind: "heading", level, text });
    return true;
  }

  #makeTable(paragraph: ParagraphBlock): boolean {
    const alignments = readDelimiterRow(this.#cursor.content);
    const lastBreak = paragraph.text.lastIndexOf("\n");
    const line = paragraph.text.slice(lastBreak + 1);
    if (!alignments || !line.includes("|")) {
      return false;
    }
    const head = splitRow(line);
    if (head.length !== alignments.length) {
      return false;
    }
    paragraph.text = paragraph.text.slice(0, Math.max(lastBreak, 0));
    const lines = this.#lines(this.#line - 1);
    this.#closeTip();
    this.#open({ ...lines, kind: "table", alignments, head, rows: [], missing: 0 });
    return true;
  }

  #addText(): void {
    const cursor = this.#cursor;
    if (this.#matched < this.#spine.length && !cursor.blank && this.tip.kind === "paragraph") {
      // The text of a quote or an item may go on without its mark.
      this.#addToParagraph(this.tip);
      this.#touch(this.#spine.length);
      return;
    }
    this.#closeUnmatched();
    this.#addToTip();
    this.#touchLine();
  }

  #addToTip(): void {
    const tip = this.tip;
    if (tip.kind === "code") {
      this.#addToCode(tip);
    } else if (tip.kind === "math") {
      this.#addToFormula(tip);
    } else if (tip.kind === "paragraph") {
      this.#addToParagraph(tip);
    } else if (tip.kind === "table") {
      this.#addToTable(tip);
    } else if (!this.#cursor.blank) {
      this.#openParagraph(this.#cursor.content);
    }
  }

  #openParagraph(content: string): void {
    const parent = this.tip;
    const task = parent.kind === "item" && !parent.filled ? readTask(content) : undefined;
    if (task && parent.kind === "item") {
      parent.task = task.done;
    }
    this.#open({ ...this.#lines(), kind: "paragraph", text: task?.text ?? content });
  }

  #addToParagraph(paragraph: ParagraphBlock): void {
    const content = this.#cursor.content;
    paragraph.text = paragraph.text === "" ? content : `${paragraph.text}\n${content}`;
  }

  #addToCode(code: CodeBlock): void {
    if (!code.fence && this.#cursor.blank) {
      code.blanks.push(this.#cursor.rest);
      return;
    }
    code.lines.push(...code.blanks, this.#cursor.rest);
    code.blanks = [];
  }

  #addToFormula(formula: MathBlock): void {
    const line = this.#cursor.content;
    formula.lines.push(line);
    if (endsFormula(line, formula.end)) {
      formula.complete = true;
      this.#closeTip();
    }
  }

  #addToTable(table: TableBlock): void {
    const columns = table.alignments.length;
    const cells = splitRow(this.#cursor.content);
    table.missing += Math.max(columns - cells.length, 0);
    if (table.missing > MAX_MISSING_CELLS) {
      this.#closeTip();
      this.#openParagraph(this.#cursor.content);
      return;
    }
    table.rows.push(Array.from({ length: columns }, (_, column) => cells[column] ?? ""));
  }

  #open(block: Block): void {
    this.#closeUnmatched();
    while (!contains(this.tip, block)) {
      this.#closeTip();
    }
    const parent = this.tip as Container;
    if (parent.kind === "item" && parent.filled && this.#blankBefore(parent)) {
      this.#makeLoose();
    }
    parent.children.push(block);
    parent.filled = true;
    this.#spine.push(block);
    this.#matched = this.#spine.length;
    this.#touch(this.#spine.length);
  }

  #openClosed(block: Block): void {
    this.#open(block);
    this.#closeTip();
  }

  /** Called with an item as the tip. */
  #makeLoose(): void {
    const list = this.#spine.at(-2);
    if (list?.kind === "list") {
      list.loose = true;
    }
  }

  #blankBefore(block: Block): boolean {
    return this.#line - block.lastLine > 1;
  }

  #closeUnmatched(): void {
    while (this.#spine.length > this.#matched) {
      this.#closeTip();
    }
  }

  #closeTip(): void {
    const block = this.#spine.pop();
    if (!block) {
      return;
    }
    block.open = false;
    this.#matched = Math.min(this.#matched, this.#spine.length);
    if (block.kind === "paragraph") {
      this.#closeParagraph(block);
    } else if (block.kind === "math" && !block.complete) {
      this.#makeText(block);
    }
  }

  #closeParagraph(paragraph: ParagraphBlock): void {
    paragraph.text = takeDefinitions(paragraph.text, this.#define).trim();
    if (paragraph.text === "") {
      this.#withdraw(paragraph);
    }
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

  #removeTip(): void {
    const block = this.#spine.pop();
    this.#matched = Math.min(this.#matched, this.#spine.length);
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

  #lines(firstLine: number = this.#line): { open: boolean; firstLine: number; lastLine: number } {
    return { open: true, firstLine, lastLine: this.#line };
  }

  /** Marks the line as belonging to the outermost so many open blocks. */
  #touch(depth: number): void {
    for (const block of this.#spine.slice(0, depth)) {
      block.lastLine = this.#line;
    }
  }

  /** A blank line belongs to no list and no item, unless in a quote or in fenced code inside of it. */
  #touchLine(): void {
    const tip = this.tip;
    if (!this.#cursor.blank || (tip.kind === "code" && tip.fence)) {
      this.#touch(this.#spine.length);
    } else {
      this.#touch(this.#spine.findLastIndex((block) => block.kind === "quote") + 1);
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
