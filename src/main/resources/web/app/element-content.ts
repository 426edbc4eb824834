/** The fields of each kind of element, as docs/protocol.md has them. */

export type CalloutLevel = "info" | "success" | "warning" | "error";
export type StepState = "running" | "complete" | "error";
export type Cell = string | number | boolean | null;
export type Row = Cell[];

export interface Column {
  name: string;
  type: "text" | "number" | "boolean" | "date" | "time" | "datetime";
}

export interface Source {
  title?: string;
  url?: string;
  quote?: string;
  /** Where in the text before it what rests on it ends. */
  at?: number[];
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
  options?: Option[];
  required?: boolean;
}

export type Form =
  | { type: "choice"; options: Option[]; multiple?: boolean }
  | { type: "text"; placeholder?: string; multiline?: boolean; longest?: number }
  | { type: "confirm"; yes: string; no: string }
  | { type: "fields"; fields: Field[] }
  | { type: "thumbs" | "faces" | "stars" };

export type Json = Cell | Json[] | { [name: string]: Json };

export interface Contents {
  /** The cursor stands behind the text while the element is open. */
  markdown: { text: string; cursor?: string };
  thinking: { text: string };
  /** `upTo` is there when it is whole. */
  summary: { text: string; messages: number; upTo?: number };
  code: { text: string; language?: string; caption?: string };
  callout: { level: CalloutLevel; text: string; detail?: string };
  latex: { text: string };
  html: { text: string; height?: number };
  json: { value: Json };
  tool: { name: string; label?: string; input?: string; state: StepState; output?: string };
  status: { label: string; state: StepState; expanded: boolean };
  progress: { value?: number; label?: string };
  table: { columns: Column[]; rows: Row[]; total?: number; file?: string; caption?: string };
  chart: {
    chart: "line" | "area" | "bar" | "scatter";
    columns: Column[];
    rows: Row[];
    x?: string;
    y: string[];
    color?: string[] | { column: string };
    size?: string | number;
    xLabel?: string;
    yLabel?: string;
    title?: string;
    stack?: boolean;
    horizontal?: boolean;
    sort?: "none" | "ascending" | "descending";
  };
  metric: {
    label: string;
    value: string;
    delta?: string;
    trend?: "up" | "down" | "flat";
    good?: "up" | "down" | "neither";
  };
  citations: { sources: Source[] };
  image: { file: string; alt: string; caption?: string; width?: number; height?: number };
  audio: { file: string; caption?: string; mediaType: string };
  video: { file: string; caption?: string; mediaType: string };
  file: { file: string; name: string; mediaType: string; size: number };
  question: { prompt: string; form: Form; state: "open" | "answered" | "skipped"; answer?: Json };
}

export type Kind = keyof Contents;
export type ContentOf<K extends Kind> = { kind: K } & Contents[K];

/** An element as it is described when it is added: its kind and that kind's fields. A newer server has more kinds. */
export interface ElementContent {
  kind: string;
  text?: string;
  level?: CalloutLevel;
}

/** The same element with its kind's fields; undefined when it is of another kind. */
export function as<K extends Kind, E extends ElementContent>(element: E, kind: K): (E & ContentOf<K>) | undefined {
  return element.kind === kind ? (element as E & ContentOf<K>) : undefined;
}
