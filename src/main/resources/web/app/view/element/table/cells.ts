import type { Cell, Column } from "../../../element-content.ts";
import { locale, say } from "../../../words.ts";

const DATE: Intl.DateTimeFormatOptions = { dateStyle: "medium" };
const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" };
const FRACTION_DIGITS = 10;
/** Four digits are left together: they may be a year. */
const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: FRACTION_DIGITS, useGrouping: "min2" });
const dates = new Intl.DateTimeFormat(locale, DATE);
const moments = new Intl.DateTimeFormat(locale, MOMENT);
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** A cell as its reader sees it. */
export function cellText(cell: Cell | undefined, type: Column["type"]): string {
  if (cell === null || cell === undefined) {
    return "";
  }
  if (typeof cell === "boolean") {
    return cell ? say("element.yes") : say("element.no");
  }
  if (typeof cell === "number") {
    return numberText(cell);
  }
  const time = type === "date" || type === "datetime" ? timeOf(cell) : undefined;
  return time === undefined ? cell : (type === "date" ? dates : moments).format(time);
}

export function numberText(value: number): string {
  return numbers.format(value);
}

/** A cell as a program takes it up. */
export function rawText(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? "" : String(cell);
}

/** The time (ms since 1970) that an ISO text means here; a day without a time begins at midnight where its reader is. */
export function timeOf(text: string): number | undefined {
  const day = DAY.exec(text);
  const time = day ? new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3])).getTime() : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

export function isNumeric(column: Column): boolean {
  return column.type === "number";
}
