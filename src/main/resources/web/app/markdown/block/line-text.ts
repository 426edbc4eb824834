import type { CodeBlock, MathBlock, ParagraphBlock, TableBlock } from "./block.ts";
import { endsFormula } from "./formulas.ts";
import type { LineCursor } from "./line-cursor.ts";
import type { OpenBlocks } from "./open-blocks.ts";
import { readTask } from "./starts.ts";
import { splitRow } from "./tables.ts";

const MAX_MISSING_CELLS = 65_536;

/** Adds what is left of the line to the block that it belongs to. */
export function addText(blocks: OpenBlocks, cursor: LineCursor): void {
  if (blocks.matched < blocks.depth && !cursor.blank && blocks.tip.kind === "paragraph") {
    // The text of a quote or an item may go on without its mark.
    addToParagraph(cursor, blocks.tip);
    blocks.touch();
    return;
  }
  blocks.closeUnmatched();
  addToTip(blocks, cursor);
  blocks.touchLine(cursor.blank);
}

function addToTip(blocks: OpenBlocks, cursor: LineCursor): void {
  const tip = blocks.tip;
  if (tip.kind === "code") {
    addToCode(cursor, tip);
  } else if (tip.kind === "math") {
    addToFormula(blocks, cursor, tip);
  } else if (tip.kind === "paragraph") {
    addToParagraph(cursor, tip);
  } else if (tip.kind === "table") {
    addToTable(blocks, cursor, tip);
  } else if (!cursor.blank) {
    openParagraph(blocks, cursor.content);
  }
}

function openParagraph(blocks: OpenBlocks, content: string): void {
  const parent = blocks.tip;
  const task = parent.kind === "item" && !parent.filled ? readTask(content) : undefined;
  if (task && parent.kind === "item") {
    parent.task = task.done;
  }
  blocks.open({ ...blocks.span(), kind: "paragraph", text: task?.text ?? content });
}

function addToParagraph(cursor: LineCursor, paragraph: ParagraphBlock): void {
  const content = cursor.content;
  paragraph.text = paragraph.text === "" ? content : `${paragraph.text}\n${content}`;
}

function addToCode(cursor: LineCursor, code: CodeBlock): void {
  if (!code.fence && cursor.blank) {
    code.blanks.push(cursor.rest);
    return;
  }
  code.lines.push(...code.blanks, cursor.rest);
  code.blanks = [];
}

function addToFormula(blocks: OpenBlocks, cursor: LineCursor, formula: MathBlock): void {
  const line = cursor.content;
  formula.lines.push(line);
  if (endsFormula(line, formula.end)) {
    formula.complete = true;
    blocks.closeTip();
  }
}

function addToTable(blocks: OpenBlocks, cursor: LineCursor, table: TableBlock): void {
  const columns = table.alignments.length;
  const cells = splitRow(cursor.content);
  table.missing += Math.max(columns - cells.length, 0);
  if (table.missing > MAX_MISSING_CELLS) {
    blocks.closeTip();
    openParagraph(blocks, cursor.content);
    return;
  }
  table.rows.push(Array.from({ length: columns }, (_, column) => cells[column] ?? ""));
}
