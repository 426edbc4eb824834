import type { Fence } from "./block.ts";
import type { LineCursor } from "./line-cursor.ts";

const HEADING = /^(#{1,6})(?:[ \t]+|$)/;
const FENCE = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/s;
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/;
const UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const LIST_MARKER = /^(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)/;
const NOTE = /^\[\^([^\]\[\s]{1,100})\]:/;
const TASK = /^\[([ xX])\][ \t]+(?=\S)/;

export function readHeading(cursor: LineCursor): { level: number; text: string } | undefined {
  const content = cursor.content;
  const found = HEADING.exec(content);
  if (!found) {
    return undefined;
  }
  const text = content
    .slice(found[0].length)
    .replace(/^#+[ \t]*$/, "")
    .replace(/[ \t]+#+[ \t]*$/, "");
  return { level: (found[1] ?? "").length, text: text.trim() };
}

export function readFence(cursor: LineCursor): Fence | undefined {
  const found = FENCE.exec(cursor.content);
  if (!found) {
    return undefined;
  }
  const marks = found[1] ?? found[3] ?? "";
  const info = found[2] ?? found[4] ?? "";
  return {
    character: marks.charAt(0),
    length: marks.length,
    indent: cursor.indent,
    language: info.trim().split(/\s/, 1)[0] ?? "",
  };
}

/** The label of the footnote whose text begins on this line; moves behind it. */
export function readNote(cursor: LineCursor): string | undefined {
  const found = cursor.indented ? null : NOTE.exec(cursor.content);
  if (!found) {
    return undefined;
  }
  cursor.skipIndent();
  cursor.skipCharacters(found[0].length);
  return found[1];
}

export function closesFence(cursor: LineCursor, fence: Fence): boolean {
  if (cursor.indented || cursor.next !== fence.character) {
    return false;
  }
  const marks = cursor.content.trimEnd();
  return marks.length >= fence.length && marks === fence.character.repeat(marks.length);
}

export function isRule(cursor: LineCursor): boolean {
  return RULE.test(cursor.content);
}

/** The level of the heading that this line makes of the paragraph above it. */
export function readUnderline(cursor: LineCursor): 1 | 2 | undefined {
  if (!UNDERLINE.test(cursor.content)) {
    return undefined;
  }
  return cursor.next === "=" ? 1 : 2;
}

export interface ListMarker {
  readonly marker: string;
  readonly start: number | undefined;
  /** How far the item's content is indented, in columns from where the line was read. */
  readonly indent: number;
}

/** Reads a list marker and moves behind it; moves nothing where there is none. */
export function readListMarker(cursor: LineCursor, interruptsParagraph: boolean): ListMarker | undefined {
  const found = LIST_MARKER.exec(cursor.content);
  if (!found || (interruptsParagraph && !mayInterrupt(found, cursor.content))) {
    return undefined;
  }
  const before = cursor.indent;
  const width = found[0].length;
  cursor.skipIndent();
  cursor.skipCharacters(width);
  const spaces = cursor.indent;
  // More than four columns begin indented code, which is one column behind the marker.
  const padding = cursor.blank || spaces > 4 ? 1 : spaces;
  cursor.skipColumns(padding);
  return {
    marker: found[1] ?? found[3] ?? "",
    start: found[2] === undefined ? undefined : Number(found[2]),
    indent: before + width + padding,
  };
}

function mayInterrupt(found: RegExpExecArray, content: string): boolean {
  const startsAtOne = found[2] === undefined || Number(found[2]) === 1;
  return startsAtOne && content.slice(found[0].length).trim() !== "";
}

/** Splits the box of a task from its text. */
export function readTask(text: string): { done: boolean; text: string } | undefined {
  const found = TASK.exec(text);
  return found ? { done: found[1] !== " ", text: text.slice(found[0].length) } : undefined;
}
