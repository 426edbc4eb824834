import type { Cell, Column, Row } from "../../../element-content.ts";
import { cellText } from "./cells.ts";
import { locale } from "../../../words.ts";

export type Direction = "ascending" | "descending";

export interface Sorting {
  column: number;
  direction: Direction;
}

const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });

/** The rows that hold the words, in the wanted order; the rows themselves stay as they are. */
export function ordered(
  columns: readonly Column[],
  rows: readonly Row[],
  words: string,
  sorting: Sorting | undefined,
): readonly Row[] {
  const found = filtered(columns, rows, words);
  return sorting ? found.toSorted(comparing(sorting)) : found;
}

function filtered(columns: readonly Column[], rows: readonly Row[], words: string): readonly Row[] {
  const wanted = words
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (wanted.length === 0) {
    return rows;
  }
  return rows.filter((row) => {
    const text = columns
      .map(({ type }, index) => `${row[index] ?? ""}\n${cellText(row[index], type)}`)
      .join("\n")
      .toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** Empty cells come last, whichever way. */
function comparing({ column, direction }: Sorting): (one: Row, other: Row) => number {
  const sign = direction === "ascending" ? 1 : -1;
  return (one, other) => {
    const first = one[column] ?? null;
    const second = other[column] ?? null;
    if (first === null || second === null) {
      return Number(first === null) - Number(second === null);
    }
    return sign * compare(first, second);
  };
}

function compare(one: NonNullable<Cell>, other: NonNullable<Cell>): number {
  return typeof one === "string" || typeof other === "string"
    ? collator.compare(String(one), String(other))
    : Number(one) - Number(other);
}
