import {
  copyOpen,
  type Block,
  type CodeBlock,
  type DocumentBlock,
  type MathBlock,
  type ParagraphBlock,
  type TableBlock,
} from "./block.ts";
import { takeDefinitions, type Define } from "./definitions.ts";
import { endsFormula, readFormula } from "./formulas.ts";
import { LineCursor } from "./line-cursor.ts";
import { type Match, matchLine, skipQuoteMarker } from "./line-match.ts";
import { OpenBlocks } from "./open-blocks.ts";
import { isRule, readFence, readHeading, readListMarker, readNote, readTask, readUnderline } from "./starts.ts";
import { readDelimiterRow, splitRow } from "./tables.ts";

/** Deeper marks are text: a page full of nested boxes shows nothing, and costs a lot. */
const MAX_DEPTH = 40;
const MAX_MISSING_CELLS = 65_536;
/**
 * Reads Markdown's blocks line by line, as CommonMark's specification describes it, with GitHub's tables and tasks and
 * without raw HTML. Each line is read once and changes only what is still open, so that the work follows the new text
 * and the result does not depend on how the text was cut.
 */
export class BlockParser {
  readonly #define: Define;
  readonly #blocks: OpenBlocks;
  #cursor = new LineCursor("");

  constructor(define: Define, document?: DocumentBlock) {
    this.#define = define;
    this.#blocks = new OpenBlocks(define, document);
  }

  get document(): DocumentBlock {
    return this.#blocks.document;
  }

  /** A parser that reads on from here without a trace in this one. */
  fork(): BlockParser {
    const fork = new BlockParser(() => {}, copyOpen(this.document));
    fork.#blocks.line = this.#blocks.line;
    return fork;
  }

  /** The innermost open block. */
  get tip(): Block {
    return this.#blocks.tip;
  }

  /** Reads one whole line, without its end. */
  line(text: string): void {
    this.#blocks.line++;
    this.#cursor = new LineCursor(text);
    if (this.#matchOpen() === "closing line") {
      this.#blocks.touch();
      this.#blocks.closeTip();
      return;
    }
    const { kind } = this.#container;
    if (kind === "code" || kind === "math" || this.#startBlocks()) {
      this.#addText();
    }
  }

  /** Ends the text. */
  close(): void {
    while (this.#blocks.depth > 0) {
      this.#blocks.closeTip();
    }
  }

  /** The innermost block that the line belongs to, as far as it was read. */
  get #container(): Block {
    return this.#blocks.at(this.#blocks.matched - 1);
  }

  #matchOpen(): Match {
    const blocks = this.#blocks;
    for (blocks.matched = 1; blocks.matched < blocks.depth; blocks.matched++) {
      const match = matchLine(this.#cursor, blocks.at(blocks.matched));
      if (match !== "goes on") {
        return match;
      }
    }
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
      this.#blocks.open({ ...this.#blocks.span(), kind: "code", fence: undefined, lines: [], blanks: [] });
    }
    return true;
  }

  #startContainer(): boolean {
    return this.#blocks.depth < MAX_DEPTH && (this.#startQuote() || this.#startNote() || this.#startItem());
  }

  #startQuote(): boolean {
    if (!skipQuoteMarker(this.#cursor)) {
      return false;
    }
    this.#blocks.open({ ...this.#blocks.span(), kind: "quote", children: [], filled: false });
    return true;
  }

  #startNote(): boolean {
    const label = readNote(this.#cursor);
    if (label !== undefined) {
      this.#blocks.open({ ...this.#blocks.span(), kind: "note", label, children: [], filled: false });
    }
    return label !== undefined;
  }

  #startItem(): boolean {
    const found = readListMarker(this.#cursor, this.#container.kind === "paragraph");
    if (!found) {
      return false;
    }
    this.#blocks.closeUnmatched();
    if (this.tip.kind === "paragraph" || this.tip.kind === "table") {
      this.#blocks.closeTip();
    }
    const list = this.tip;
    if (list.kind !== "list" || list.marker !== found.marker) {
      const { marker, start } = found;
      this.#blocks.open({
        ...this.#blocks.span(),
        kind: "list",
        marker,
        start,
        loose: false,
        children: [],
        filled: false,
      });
    } else if (this.#blocks.blankBefore(list)) {
      list.loose = true;
    }
    this.#blocks.open({
      ...this.#blocks.span(),
      kind: "item",
      indent: found.indent,
      task: undefined,
      children: [],
      filled: false,
    });
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
      this.#blocks.openClosed({ ...this.#blocks.span(), kind: "heading", ...heading });
    }
    return heading !== undefined;
  }

  #startFence(): boolean {
    const fence = readFence(this.#cursor);
    if (fence) {
      this.#blocks.open({ ...this.#blocks.span(), kind: "code", fence, lines: [], blanks: [] });
    }
    return fence !== undefined;
  }

  #startFormula(): boolean {
    const line = this.#cursor.content;
    const start = readFormula(line);
    if (start) {
      this.#blocks.open({ ...this.#blocks.span(), kind: "math", ...start, lines: [line] });
      if (start.complete) {
        this.#blocks.closeTip();
      }
    }
    return start !== undefined;
  }

  #startRule(): boolean {
    const rule = isRule(this.#cursor);
    if (rule) {
      this.#blocks.openClosed({ ...this.#blocks.span(), kind: "rule" });
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
    this.#blocks.removeTip();
    this.#blocks.openClosed({ ...this.#blocks.span(paragraph.firstLine), kind: "heading", level, text });
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
    const lines = this.#blocks.span(this.#blocks.line - 1);
    this.#blocks.closeTip();
    this.#blocks.open({ ...lines, kind: "table", alignments, head, rows: [], missing: 0 });
    return true;
  }

  #addText(): void {
    const cursor = this.#cursor;
    if (this.#blocks.matched < this.#blocks.depth && !cursor.blank && this.tip.kind === "paragraph") {
      // The text of a quote or an item may go on without its mark.
      this.#addToParagraph(this.tip);
      this.#blocks.touch();
      return;
    }
    this.#blocks.closeUnmatched();
    this.#addToTip();
    this.#blocks.touchLine(cursor.blank);
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
    this.#blocks.open({ ...this.#blocks.span(), kind: "paragraph", text: task?.text ?? content });
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
      this.#blocks.closeTip();
    }
  }

  #addToTable(table: TableBlock): void {
    const columns = table.alignments.length;
    const cells = splitRow(this.#cursor.content);
    table.missing += Math.max(columns - cells.length, 0);
    if (table.missing > MAX_MISSING_CELLS) {
      this.#blocks.closeTip();
      this.#openParagraph(this.#cursor.content);
      return;
    }
    table.rows.push(Array.from({ length: columns }, (_, column) => cells[column] ?? ""));
  }
}
