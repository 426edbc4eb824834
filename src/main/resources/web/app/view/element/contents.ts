/** The fields of each kind of element, as docs/protocol.md says. */

export type ColumnType = "text" | "number" | "boolean" | "date" | "time" | "datetime";
export type Cell = string | number | boolean | null;
export type Row = readonly Cell[];

export interface Column {
  name: string;
  type: ColumnType;
}

export type Progression = "running" | "complete" | "error";

export interface TextContent {
  text: string;
}

export interface CodeContent extends TextContent {
  language?: string;
  caption?: string;
}

export interface CalloutContent extends TextContent {
  level: "info" | "success" | "warning" | "error";
  detail?: string;
}

export interface ToolContent {
  name: string;
  label?: string;
  input?: string;
  state: Progression;
  output?: string;
}

export interface StatusContent {
  label: string;
  state: Progression;
  expanded: boolean;
}

export interface ChartContent {
  chart: "line" | "area" | "bar" | "scatter";
  columns: readonly Column[];
  rows: readonly Row[];
  x?: string;
  y: readonly string[];
  color?: readonly string[] | { column: string };
  size?: string | number;
  xLabel?: string;
  yLabel?: string;
  title?: string;
  stack?: boolean;
  horizontal?: boolean;
  sort?: "none" | "ascending" | "descending";
}

export interface TableContent {
  columns: readonly Column[];
  rows: readonly Row[];
  /** How many rows there are, when they are more than `rows`. */
  total?: number;
  /** The file that has all rows, an array a line. */
  file?: string;
  caption?: string;
}

export interface MetricContent {
  label: string;
  value: string;
  delta?: string;
  trend?: "up" | "down" | "flat";
  good?: "up" | "down" | "neither";
}

export interface JsonContent {
  value: unknown;
}

export interface ImageContent {
  file: string;
  alt: string;
  caption?: string;
  width?: number;
  height?: number;
}

export interface MediaContent {
  kind: "audio" | "video";
  file: string;
  caption?: string;
  mediaType: string;
}

export interface FileContent {
  file: string;
  name: string;
  mediaType: string;
  size: number;
}

export interface ProgressContent {
  /** From 0 to 1; left out while nobody knows how long it will take. */
  value?: number;
  label?: string;
}

export interface HtmlContent extends TextContent {
  height?: number;
}

export interface Source {
  title?: string;
  url?: string;
  quote?: string;
}

export interface CitationsContent {
  sources: readonly Source[];
}

export interface Option {
  value: string;
  label: string;
  description?: string;
}

export interface Field {
  name: string;
  label: string;
  type: "text" | "number" | "boolean" | "choice";
  options?: readonly Option[];
  required?: boolean;
}

export type QuestionForm =
  | { type: "choice"; options: readonly Option[]; multiple?: boolean }
  | { type: "text"; placeholder?: string; multiline?: boolean; longest?: number }
  | { type: "confirm"; yes: string; no: string }
  | { type: "fields"; fields: readonly Field[] }
  | { type: "thumbs" }
  | { type: "faces" }
  | { type: "stars" };

export interface QuestionContent {
  prompt: string;
  form: QuestionForm;
  state: "open" | "answered" | "skipped";
  answer?: unknown;
}
