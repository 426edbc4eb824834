import type { Alignment, TableBlock } from "../block/block.ts";
import { InlineView } from "../inline/inline-view.ts";
import type { References } from "../inline/references.ts";
import type { BlockView } from "./block-view.ts";
import { say } from "../../words.ts";

/** A table in a box of its own, which scrolls where the table is wider than the page. */
export class TableView implements BlockView<TableBlock> {
  readonly element = document.createElement("div");
  readonly #references: References;
  readonly #alignments: readonly Alignment[];
  readonly #table = document.createElement("table");
  #body: HTMLTableSectionElement | undefined;
  /** The row that is still being written. */
  #open: RowView | undefined;

  constructor(block: TableBlock, references: References) {
    this.#references = references;
    this.#alignments = block.alignments;
    this.element.className = "table-box";
    // Reachable by keyboard, because it may scroll.
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", say("element.table"));
    this.element.append(this.#table);
    this.#addHead(block.head);
  }

  settle(block: TableBlock): void {
    for (const cells of block.rows.splice(0)) {
      const row = this.#open ?? this.#addRow();
      row.finish(cells);
      this.#open = undefined;
    }
  }

  show(block: TableBlock): void {
    const [cells] = block.rows;
    if (cells) {
      this.#open ??= this.#addRow();
      this.#open.show(cells);
    } else {
      this.#dropOpen();
    }
  }

  finish(block: TableBlock): void {
    this.settle(block);
    this.#dropOpen();
  }

  #addHead(cells: readonly string[]): void {
    const row = this.#table.createTHead().insertRow();
    this.#alignments.forEach((alignment, column) => {
      const cell = document.createElement("th");
      cell.scope = "col";
      align(cell, alignment);
      row.append(cell);
      new InlineView(cell, this.#references).finish(cells[column] ?? "");
    });
  }

  #addRow(): RowView {
    this.#body ??= this.#table.createTBody();
    return new RowView(this.#body.insertRow(), this.#alignments, this.#references);
  }

  #dropOpen(): void {
    this.#open?.remove();
    this.#open = undefined;
    if (this.#body?.rows.length === 0) {
      this.#body.remove();
      this.#body = undefined;
    }
  }
}

class RowView {
  readonly #row: HTMLTableRowElement;
  readonly #cells: InlineView[];

  constructor(row: HTMLTableRowElement, alignments: readonly Alignment[], references: References) {
    this.#row = row;
    this.#cells = alignments.map((alignment) => {
      const cell = row.insertCell();
      align(cell, alignment);
      return new InlineView(cell, references);
    });
  }

  show(cells: readonly string[]): void {
    this.#cells.forEach((cell, column) => cell.show(cells[column] ?? ""));
  }

  finish(cells: readonly string[]): void {
    this.#cells.forEach((cell, column) => cell.finish(cells[column] ?? ""));
  }

  remove(): void {
    this.#row.remove();
  }
}

/** By class, because the page's content security policy forbids style attributes. */
function align(cell: HTMLTableCellElement, alignment: Alignment): void {
  if (alignment) {
    cell.className = `align-${alignment}`;
  }
}
