import type { Block, CodeBlock } from "./block.ts";
import type { LineCursor } from "./line-cursor.ts";
import { closesFence } from "./starts.ts";

/** What a footnote's text is indented by where it goes on. */
const NOTE_INDENT = 4;

/** What a line is to an open block. */
export type Match = "goes on" | "ended" | "closing line";

/** Whether a line goes on with an open block; reads the marks by which it does. */
export function matchLine(cursor: LineCursor, block: Block): Match {
  switch (block.kind) {
    case "quote":
      return skipQuoteMarker(cursor) ? "goes on" : "ended";
    case "item":
      return matchItem(cursor, block.indent, block.filled);
    case "note":
      return matchItem(cursor, NOTE_INDENT, block.filled);
    case "paragraph":
    case "math":
      return cursor.blank ? "ended" : "goes on";
    case "table":
      return cursor.blank || cursor.indented ? "ended" : "goes on";
    case "code":
      return matchCode(cursor, block);
    case "document":
    case "list":
      return "goes on";
    case "heading":
    case "rule":
      return "ended";
  }
}

export function skipQuoteMarker(cursor: LineCursor): boolean {
  if (cursor.indented || cursor.next !== ">") {
    return false;
  }
  cursor.skipIndent();
  cursor.skipCharacters(1);
  cursor.skipColumns(1);
  return true;
}

function matchItem(cursor: LineCursor, indent: number, filled: boolean): Match {
  if (cursor.blank) {
    cursor.skipIndent();
    // An item may begin with a blank line, but not with two.
    return filled ? "goes on" : "ended";
  }
  if (cursor.indent < indent) {
    return "ended";
  }
  cursor.skipColumns(indent);
  return "goes on";
}

function matchCode(cursor: LineCursor, code: CodeBlock): Match {
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
