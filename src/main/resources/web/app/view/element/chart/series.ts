import type { Cell, Column, Contents, Row } from "../../../element-content.ts";
import { cellText, timeOf } from "../table/cells.ts";

export type Axis = "category" | "number" | "time";

export interface Point {
  x: number;
  y: number | null;
  size?: number;
}

export interface Series {
  name: string;
  /** The handler's own colour; without it the series has the next of the page's. */
  colour?: string;
  points: Point[];
}

/** What a chart shows: the x of a point on a category axis is its place among the labels. */
export interface Plotted {
  axis: Axis;
  labels: readonly string[];
  series: readonly Series[];
}

const COLOUR = /^#[\da-f]{6}$/i;
/** More series are no help to anybody; those beyond are left out. */
const MOST_SERIES = 50;

/** Reads a chart's rows into series. */
export function plotted(content: Contents["chart"]): Plotted {
  const columns = content.columns;
  const x = columnOf(columns, content.x);
  const axis = axisOf(content, x);
  const labels = new Labels();
  const series = new Map<string, Series>();
  content.rows.forEach((row, index) => {
    const at = position(axis, x, row, index, labels);
    for (const name of at === undefined ? [] : content.y) {
      const y = columnOf(columns, name);
      const into = y && seriesFor(series, content, row, name);
      if (into && at !== undefined) {
        into.points.push({ x: at, y: numberOf(row[y.index]), ...sizeOf(content, row) });
      }
    }
  });
  const all = [...series.values()];
  if (axis === "category") {
    return aligned(content, labels.all, all);
  }
  if (content.chart !== "scatter") {
    all.forEach((one) => one.points.sort((first, second) => first.x - second.x));
  }
  return { axis, labels: [], series: all };
}

interface Place {
  index: number;
  type: Column["type"];
}

/** The labels of a category axis, in the order in which they came. */
class Labels {
  readonly all: string[] = [];
  readonly #places = new Map<string, number>();

  placeOf(label: string): number {
    const place = this.#places.get(label) ?? this.all.push(label) - 1;
    this.#places.set(label, place);
    return place;
  }
}

function columnOf(columns: readonly Column[], name: string | undefined): Place | undefined {
  const index = name === undefined ? -1 : columns.findIndex((column) => column.name === name);
  const type = columns[index]?.type;
  return type && { index, type };
}

function axisOf({ chart, rows }: Contents["chart"], x: Place | undefined): Axis {
  if (chart === "bar") {
    return "category";
  }
  switch (x && !areNumbers(rows, x.index) ? x.type : "number") {
    case "number":
      return "number";
    case "date":
    case "datetime":
      return "time";
    default:
      return "category";
  }
}

/** A chart that began without rows did not know yet what its x would be. */
function areNumbers(rows: readonly Row[], column: number): boolean {
  return rows.length > 0 && rows.every((row) => typeof row[column] === "number");
}

function position(axis: Axis, x: Place | undefined, row: Row, index: number, labels: Labels): number | undefined {
  const cell = x ? row[x.index] : index;
  switch (axis) {
    case "category":
      return labels.placeOf(cellText(cell, x?.type ?? "number"));
    case "number":
      return numberOf(cell) ?? undefined;
    case "time":
      return typeof cell === "string" ? timeOf(cell) : undefined;
  }
}

function numberOf(cell: Cell | undefined): number | null {
  const value = typeof cell === "boolean" || (typeof cell === "string" && cell !== "") ? Number(cell) : cell;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function sizeOf({ size, columns }: Contents["chart"], row: Row): { size?: number } {
  const value = typeof size === "string" ? numberOf(row[columnOf(columns, size)?.index ?? -1]) : size;
  return typeof value === "number" ? { size: value } : {};
}

function seriesFor(all: Map<string, Series>, content: Contents["chart"], row: Row, y: string): Series | undefined {
  const name = nameOf(content, row, y);
  const known = all.get(name);
  if (known || all.size >= MOST_SERIES) {
    return known;
  }
  const { color } = content;
  const colour = isList(color) ? color[all.size % Math.max(1, color.length)] : undefined;
  const made: Series = { name, points: [], ...(colour && COLOUR.test(colour) ? { colour } : {}) };
  all.set(name, made);
  return made;
}

function nameOf({ color, columns, y: names }: Contents["chart"], row: Row, y: string): string {
  if (color === undefined || isList(color)) {
    return y;
  }
  const column = columnOf(columns, color.column);
  const group = column ? cellText(row[column.index], column.type) : "";
  return names.length > 1 ? `${y} · ${group}` : group;
}

function isList(color: Contents["chart"]["color"]): color is string[] {
  return Array.isArray(color);
}

/** Gives each series a point for each label, and the labels the wanted order. */
function aligned(content: Contents["chart"], labels: readonly string[], series: readonly Series[]): Plotted {
  const values = series.map(({ points }) => valuesOf(points, labels.length, content.chart === "bar"));
  const order = labels.map((_, place) => place);
  if (content.sort === "ascending" || content.sort === "descending") {
    const sign = content.sort === "ascending" ? 1 : -1;
    const totals = order.map((place) => values.reduce((sum, own) => sum + (own[place]?.y ?? 0), 0));
    order.sort((one, other) => sign * ((totals[one] ?? 0) - (totals[other] ?? 0)));
  }
  return {
    axis: "category",
    labels: order.map((place) => labels[place] ?? ""),
    series: series.map((one, index) => ({
      ...one,
      points: order.map((place, x) => ({ ...(values[index]?.[place] ?? { y: null }), x })),
    })),
  };
}

/** Bars of one label add up; of a line the last one counts. */
function valuesOf(points: readonly Point[], count: number, adds: boolean): Point[] {
  const values: Point[] = Array.from({ length: count }, (_, x) => ({ x, y: null }));
  for (const point of points) {
    const before = values[point.x]?.y ?? null;
    values[point.x] = adds && before !== null && point.y !== null ? { ...point, y: before + point.y } : point;
  }
  return values;
}
