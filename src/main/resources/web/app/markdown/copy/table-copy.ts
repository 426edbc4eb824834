import type { Column, Row } from "../../element-content.ts";
import { csvHead, csvRows, markdownRows, tabbedRows } from "../../view/element/table/csv.ts";
import { download, fileName } from "../../view/element/table/download.ts";
import { say } from "../../words.ts";

/** With tabs between the cells, as a spreadsheet takes it. */
export function cellsOf(table: HTMLTableElement): string {
  const { columns, rows } = read(table);
  return tabbedRows(columns, rows);
}

export function markdownOf(table: HTMLTableElement): string {
  const { columns, rows } = read(table);
  return markdownRows(columns, rows);
}

export function saveCsv(table: HTMLTableElement): void {
  const { columns, rows } = read(table);
  download(fileName(say("element.table"), "csv"), new Blob([csvHead(columns), csvRows(rows)], { type: "text/csv" }));
}

function read(table: HTMLTableElement): { columns: Column[]; rows: Row[] } {
  const [head, ...rows] = [...table.rows].map((row) => [...row.cells]);
  const columns = (head ?? []).map(
    (cell) => ({ name: textOf(cell), type: cell.className === "align-right" ? "number" : "text" }) as Column,
  );
  return { columns, rows: rows.map((cells) => cells.map(textOf)) };
}

/** A formula by its source, not by its many boxes. */
function textOf(cell: HTMLTableCellElement): string {
  const copy = cell.cloneNode(true) as HTMLElement;
  for (const formula of copy.querySelectorAll(".math")) {
    formula.replaceWith(`$${formula.querySelector("annotation")?.textContent ?? formula.textContent}$`);
  }
  return copy.textContent;
}
