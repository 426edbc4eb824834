import { _adapters, type TimeUnit } from "chart.js";
import { locale } from "../../../words.ts";

const LENGTHS: Record<string, number> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };
const FORMATS: Record<TimeUnit | "datetime", Intl.DateTimeFormatOptions> = {
  datetime: { dateStyle: "medium", timeStyle: "short" },
  millisecond: { minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 },
  second: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  minute: { hour: "2-digit", minute: "2-digit" },
  hour: { hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short" },
  week: { day: "numeric", month: "short" },
  month: { month: "short", year: "numeric" },
  quarter: { month: "short", year: "numeric" },
  year: { year: "numeric" },
};
const formats = new Map<string, Intl.DateTimeFormat>();

/** Teaches the charts' library dates, in the reader's language and time zone, by what the browser knows of them. */
export function teachDates(): void {
  _adapters._date.override({
    formats: () =>
      Object.fromEntries(Object.keys(FORMATS).map((unit) => [unit, unit])) as Record<keyof typeof FORMATS, string>,
    parse: (value) => (typeof value === "number" ? value : null),
    format: (time, unit) => formatOf(unit as TimeUnit).format(time),
    add,
    diff,
    startOf,
    endOf: (time, unit) => add(startOf(time, unit), 1, unit) - 1,
  });
}

function formatOf(unit: TimeUnit): Intl.DateTimeFormat {
  const known = formats.get(unit) ?? new Intl.DateTimeFormat(locale, FORMATS[unit] ?? FORMATS.datetime);
  formats.set(unit, known);
  return known;
}

function add(time: number, amount: number, unit: TimeUnit): number {
  const date = new Date(time);
  const months = MONTHS[unit];
  if (months !== undefined) {
    return date.setMonth(date.getMonth() + months * amount);
  }
  if (unit === "day" || unit === "week") {
    return date.setDate(date.getDate() + amount * (unit === "week" ? 7 : 1));
  }
  return time + amount * (LENGTHS[unit] ?? 1);
}

function diff(later: number, earlier: number, unit: TimeUnit): number {
  const months = MONTHS[unit];
  if (months === undefined) {
    return (later - earlier) / (LENGTHS[unit] ?? 1);
  }
  const one = new Date(later);
  const other = new Date(earlier);
  return ((one.getFullYear() - other.getFullYear()) * 12 + one.getMonth() - other.getMonth()) / months;
}

function startOf(time: number, unit: TimeUnit | "isoWeek", weekday: number | boolean = 1): number {
  const date = new Date(time);
  const months = MONTHS[unit];
  if (months !== undefined) {
    return new Date(date.getFullYear(), date.getMonth() - (date.getMonth() % months), 1).getTime();
  }
  if (unit === "week" || unit === "isoWeek") {
    const back = (date.getDay() - (typeof weekday === "number" ? weekday : 1) + 7) % 7;
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() - back).getTime();
  }
  if (unit === "day") {
    return date.setHours(0, 0, 0, 0);
  }
  const length = LENGTHS[unit] ?? 1;
  const zone = unit === "hour" ? date.getTimezoneOffset() * 60_000 : 0;
  return Math.floor((time - zone) / length) * length + zone;
}
