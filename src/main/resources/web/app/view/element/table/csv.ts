import type { Cell, Column, Row } from "../../../element-content.ts";
import { rawText } from "./cells.ts";

/** What a spreadsheet takes for a formula when it opens a file. */
const FORMULA = /^[=+\-@\t\r]/;
/** So that a spreadsheet reads it as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";
const END = "\r\n";

/** Rows as CSV, as RFC 4180 has it. */
export function csvRows(rows: readonly Row[]): string {
  return rows.map((row) => row.map(csvCell).join(",") + END).join("");
}

export function csvHead(columns: readonly Column[]): string {
  return BYTE_ORDER_MARK + columns.map(({ name }) => csvCell(name)).join(",") + END;
}

/** A text that would be a formula is marked as text: what a model wrote must not run in a spreadsheet. */
function csvCell(cell: Cell | undefined): string {
  const text = rawText(cell);
  const safe = typeof cell === "string" && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows for the clipboard, where tabs part the cells and lines the rows. */
export function tabbedRows(columns: readonly Column[], rows: readonly Row[]): string {
  const tidy = (text: string): string => text.replace(/[\t\r\n]+/g, " ");
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => row.map(rawText))];
  return lines.map((cells) => cells.map(tidy).join("\t")).join("\n");
}

/** Rows as a table in Markdown. */
export function markdownRows(columns: readonly Column[], rows: readonly Row[]): string {
  const tidy = (text: string): string => text.replace(/\s+/g, " ").replaceAll("|", "\\|");
  const line = (cells: readonly string[]): string => `| ${cells.map(tidy).join(" | ")} |`;
  const rule = columns.map(({ type }) => (type === "number" ? "--:" : "---"));
  return [line(columns.map(({ name }) => name)), line(rule), ...rows.map((row) => line(row.map(rawText)))].join("\n");
}
