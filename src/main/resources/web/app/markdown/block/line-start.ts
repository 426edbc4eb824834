import type { ParagraphBlock } from "./block.ts";
import { readFormula } from "./formulas.ts";
import type { LineCursor } from "./line-cursor.ts";
import { skipQuoteMarker } from "./line-match.ts";
import type { OpenBlocks } from "./open-blocks.ts";
import { isRule, readFence, readHeading, readListMarker, readNote, readUnderline } from "./starts.ts";
import { readDelimiterRow, splitRow } from "./tables.ts";

/** Deeper marks are text: a page full of nested boxes shows nothing, and costs a lot. */
const MAX_DEPTH = 40;

/** Opens the blocks that begin on this line; whether text is left for the innermost. */
export function startBlocks(blocks: OpenBlocks, cursor: LineCursor): boolean {
  while (!cursor.blank) {
    if (cursor.indented) {
      return startIndentedCode(blocks, cursor);
    }
    if (startLeaf(blocks, cursor)) {
      return false;
    }
    if (!startContainer(blocks, cursor)) {
      return true;
    }
  }
  return true;
}

function startIndentedCode(blocks: OpenBlocks, cursor: LineCursor): boolean {
  if (blocks.tip.kind !== "paragraph") {
    cursor.skipColumns(4);
    blocks.open({ ...blocks.span(), kind: "code", fence: undefined, lines: [], blanks: [] });
  }
  return true;
}

function startContainer(blocks: OpenBlocks, cursor: LineCursor): boolean {
  return (
    blocks.depth < MAX_DEPTH && (startQuote(blocks, cursor) || startNote(blocks, cursor) || startItem(blocks, cursor))
  );
}

function startQuote(blocks: OpenBlocks, cursor: LineCursor): boolean {
  if (!skipQuoteMarker(cursor)) {
    return false;
  }
  blocks.open({ ...blocks.span(), kind: "quote", children: [], filled: false });
  return true;
}

function startNote(blocks: OpenBlocks, cursor: LineCursor): boolean {
  const label = readNote(cursor);
  if (label !== undefined) {
    blocks.open({ ...blocks.span(), kind: "note", label, children: [], filled: false });
  }
  return label !== undefined;
}

function startItem(blocks: OpenBlocks, cursor: LineCursor): boolean {
  const found = readListMarker(cursor, blocks.container.kind === "paragraph");
  if (!found) {
    return false;
  }
  blocks.closeUnmatched();
  if (blocks.tip.kind === "paragraph" || blocks.tip.kind === "table") {
    blocks.closeTip();
  }
  const list = blocks.tip;
  if (list.kind !== "list" || list.marker !== found.marker) {
    const { marker, start } = found;
    blocks.open({
      ...blocks.span(),
      kind: "list",
      marker,
      start,
      loose: false,
      children: [],
      filled: false,
    });
  } else if (blocks.blankBefore(list)) {
    list.loose = true;
  }
  blocks.open({
    ...blocks.span(),
    kind: "item",
    indent: found.indent,
    task: undefined,
    children: [],
    filled: false,
  });
  return true;
}

function startLeaf(blocks: OpenBlocks, cursor: LineCursor): boolean {
  return (
    startHeading(blocks, cursor) ||
    startFence(blocks, cursor) ||
    startFormula(blocks, cursor) ||
    endParagraphAs(blocks, cursor) ||
    startRule(blocks, cursor)
  );
}

function startHeading(blocks: OpenBlocks, cursor: LineCursor): boolean {
  const heading = readHeading(cursor);
  if (heading) {
    blocks.openClosed({ ...blocks.span(), kind: "heading", ...heading });
  }
  return heading !== undefined;
}

function startFence(blocks: OpenBlocks, cursor: LineCursor): boolean {
  const fence = readFence(cursor);
  if (fence) {
    blocks.open({ ...blocks.span(), kind: "code", fence, lines: [], blanks: [] });
  }
  return fence !== undefined;
}

function startFormula(blocks: OpenBlocks, cursor: LineCursor): boolean {
  const line = cursor.content;
  const start = readFormula(line);
  if (start) {
    blocks.open({ ...blocks.span(), kind: "math", ...start, lines: [line] });
    if (start.complete) {
      blocks.closeTip();
    }
  }
  return start !== undefined;
}

function startRule(blocks: OpenBlocks, cursor: LineCursor): boolean {
  const rule = isRule(cursor);
  if (rule) {
    blocks.openClosed({ ...blocks.span(), kind: "rule" });
  }
  return rule;
}

/** A line below a paragraph may make a heading of it, or a table of its last line. */
function endParagraphAs(blocks: OpenBlocks, cursor: LineCursor): boolean {
  const paragraph = blocks.container;
  return (
    paragraph.kind === "paragraph" && (makeHeading(blocks, cursor, paragraph) || makeTable(blocks, cursor, paragraph))
  );
}

function makeHeading(blocks: OpenBlocks, cursor: LineCursor, paragraph: ParagraphBlock): boolean {
  const level = readUnderline(cursor);
  if (level === undefined) {
    return false;
  }
  blocks.takeDefinitions(paragraph);
  const text = paragraph.text.trim();
  if (text === "") {
    return false;
  }
  blocks.removeTip();
  blocks.openClosed({ ...blocks.span(paragraph.firstLine), kind: "heading", level, text });
  return true;
}

function makeTable(blocks: OpenBlocks, cursor: LineCursor, paragraph: ParagraphBlock): boolean {
  const alignments = readDelimiterRow(cursor.content);
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
  const lines = blocks.span(blocks.line - 1);
  blocks.closeTip();
  blocks.open({ ...lines, kind: "table", alignments, head, rows: [], missing: 0 });
  return true;
}
