import { element } from "../../../dom.ts";
import type { Column, Row } from "../../../element-content.ts";
import { icon } from "../../../icons.ts";
import { cellText, isNumeric } from "./cells.ts";
import { type Direction, ordered, type Sorting } from "./row-order.ts";
import { RowWindow } from "./row-window.ts";

const NEXT: Record<Direction | "none", Direction | undefined> = {
  none: "ascending",
  ascending: "descending",
  descending: undefined,
};

/** Rows in a table that its reader can sort and filter, however many there are. */
export class DataTable {
  readonly node: HTMLElement;
  readonly #columns: readonly Column[];
  readonly #table = element("table");
  readonly #body = element("tbody");
  readonly #heads: HTMLTableCellElement[] = [];
  readonly #window: RowWindow;
  readonly #changed: () => void;
  #rows: readonly Row[] = [];
  #shown: readonly Row[] = [];
  #count = 0;
  #fixing = 0;
  #words = "";
  #sorting: Sorting | undefined;

  /** `changed` is called when the reader has changed what is shown. */
  constructor(columns: readonly Column[], label: string, changed: () => void = () => {}) {
    this.#columns = columns;
    this.#changed = changed;
    // Reachable by keyboard, because it may scroll.
    this.node = element("div", { class: "data-table", tabindex: 0, role: "group", "aria-label": label }, this.#table);
    const head = element("tr");
    columns.forEach((column, index) => head.append(this.#head(column, index)));
    this.#table.append(element("thead", {}, head), this.#body);
    this.#window = new RowWindow(this.node, this.#body, (index) => this.#row(index));
  }

  /** The rows as they are shown: filtered and sorted. */
  get rows(): readonly Row[] {
    return this.#shown;
  }

  get filtering(): boolean {
    return this.#words.trim() !== "";
  }

  /** Takes the rows; those that were there may have got more behind them. */
  show(rows: readonly Row[]): void {
    if (rows === this.#rows && rows.length === this.#count) {
      return;
    }
    const grown = rows.length > this.#count && !this.filtering && !this.#sorting && rows[0] === this.#rows[0];
    this.#rows = rows;
    this.#count = rows.length;
    if (grown) {
      this.#shown = rows;
      this.#window.grow(rows.length);
      this.#settle();
    } else {
      this.#order();
    }
  }

  filter(words: string): void {
    this.#words = words;
    this.node.scrollTop = 0;
    this.#order();
    this.#changed();
  }

  #order(): void {
    this.#shown = ordered(this.#columns, this.#rows, this.#words, this.#sorting);
    this.#window.reset(this.#shown.length);
    this.#settle();
  }

  #settle(): void {
    this.#table.setAttribute("aria-rowcount", String(this.#shown.length + 1));
    if (this.#table.classList.toggle("many", this.#window.partial) && this.#fixing === 0 && !this.#isFixed) {
      this.#fixing = requestAnimationFrame(() => this.#fix());
    }
  }

  /** Where only some rows are drawn, columns must not follow the width of those: they keep that of the first ones. */
  #fix(): void {
    this.#fixing = 0;
    const widths = this.#heads.map((head) => head.offsetWidth);
    if (widths.every((width) => width > 0)) {
      this.#heads.forEach((head, index) => (head.style.width = `${widths[index] ?? 0}px`));
      this.#table.classList.add("fixed");
    }
  }

  get #isFixed(): boolean {
    return this.#table.classList.contains("fixed");
  }

  #head(column: Column, index: number): HTMLTableCellElement {
    const button = element("button", { type: "button", class: "sort" }, column.name, icon("down"));
    const head = element("th", { scope: "col", class: isNumeric(column) ? "numeric" : undefined }, button);
    button.addEventListener("click", () => this.#sort(index));
    this.#heads.push(head);
    return head;
  }

  #sort(column: number): void {
    const direction = NEXT[this.#sorting?.column === column ? this.#sorting.direction : "none"];
    this.#sorting = direction && { column, direction };
    this.#heads.forEach((head, index) => {
      if (index === column && direction) {
        head.setAttribute("aria-sort", direction);
      } else {
        head.removeAttribute("aria-sort");
      }
    });
    this.#order();
    this.#changed();
  }

  #row(index: number): HTMLTableRowElement {
    const row = element("tr", { "aria-rowindex": index + 2 });
    const cells = this.#shown[index] ?? [];
    this.#columns.forEach((column, place) => {
      const text = cellText(cells[place], column.type);
      row.append(
        element(
          "td",
          { class: isNumeric(column) ? "numeric" : undefined, title: text.length > 40 ? text : undefined },
          text,
        ),
      );
    });
    return row;
  }
}
