/**
 * The blocks of a Markdown text as far as it was read. A container's children are only those that its view has not
 * taken over yet, so that neither the memory nor the work of a frame grows with what is finished.
 */
export type Block = Container | Leaf;
export type Container = DocumentBlock | QuoteBlock | ListBlock | ItemBlock | NoteBlock;
export type Leaf = ParagraphBlock | HeadingBlock | RuleBlock | CodeBlock | MathBlock | TableBlock;

interface Lines {
  /** Whether later lines may still change it. */
  open: boolean;
  readonly firstLine: number;
  /** The last line with something of this block in it; blank lines that only follow do not count. */
  lastLine: number;
}

interface Children extends Lines {
  children: Block[];
  /** Whether it ever had a child. */
  filled: boolean;
}

export interface DocumentBlock extends Children {
  readonly kind: "document";
}

export interface QuoteBlock extends Children {
  readonly kind: "quote";
}

export interface ListBlock extends Children {
  readonly kind: "list";
  /** The bullet, or the character behind the number: another one begins another list. */
  readonly marker: string;
  /** The first number; a bullet list has none. */
  readonly start: number | undefined;
  /** Whether blank lines stand between its items or inside them. */
  loose: boolean;
}

export interface ItemBlock extends Children {
  readonly kind: "item";
  /** How far its content is indented, in columns. */
  readonly indent: number;
  /** Whether the task is done; most items are none. */
  task: boolean | undefined;
}

/** What a footnote says, wherever it stands: `[^label]: text`. */
export interface NoteBlock extends Children {
  readonly kind: "note";
  readonly label: string;
}

export interface ParagraphBlock extends Lines {
  readonly kind: "paragraph";
  text: string;
}

export interface HeadingBlock extends Lines {
  readonly kind: "heading";
  readonly level: number;
  readonly text: string;
}

export interface RuleBlock extends Lines {
  readonly kind: "rule";
}

export interface CodeBlock extends Lines {
  readonly kind: "code";
  /** What opened it; code that is only indented has none. */
  readonly fence: Fence | undefined;
  /** The lines that the view has not taken over yet. */
  lines: string[];
  /** Blank lines of indented code, which belong to it only when more code follows. */
  blanks: string[];
}

/** A formula on lines of its own, between `$$` and `$$` or `\[` and `\]`. */
export interface MathBlock extends Lines {
  readonly kind: "math";
  readonly end: string;
  /** As they were written, with the marks. */
  lines: string[];
  /** Whether its end has come; a formula without one is text. */
  complete: boolean;
}

export interface Fence {
  readonly character: string;
  readonly length: number;
  readonly indent: number;
  readonly language: string;
}

export type Alignment = "left" | "center" | "right" | undefined;

export interface TableBlock extends Lines {
  readonly kind: "table";
  readonly alignments: readonly Alignment[];
  readonly head: readonly string[];
  /** The rows that the view has not taken over yet. */
  rows: (readonly string[])[];
  /** How many cells were left out so far: a bound on what a few characters can make the page draw. */
  missing: number;
}

const CONTAINERS: ReadonlySet<Block["kind"]> = new Set(["document", "quote", "list", "item", "note"]);

export function isContainer(block: Block): block is Container {
  return CONTAINERS.has(block.kind);
}

/** A copy that can be read on without a change to the original; what is closed is shared. */
export function copyOpen<B extends Block>(block: B): B {
  const copy: B = { ...block };
  if (isContainer(copy)) {
    copy.children = copy.children.map((child) => (child.open ? copyOpen(child) : child));
  } else if (copy.kind === "code") {
    copy.lines = [...copy.lines];
    copy.blanks = [...copy.blanks];
  } else if (copy.kind === "math") {
    copy.lines = [...copy.lines];
  } else if (copy.kind === "table") {
    copy.rows = [...copy.rows];
  }
  return copy;
}
