import type { Block, CodeBlock } from "../block/block.ts";
import { CodeView } from "../code/code-view.ts";
import { DiagramView } from "../diagram/diagram-view.ts";
import type { Notes } from "../inline/notes.ts";
import type { References } from "../inline/references.ts";
import type { BlockView } from "./block-view.ts";
import { ContainerView } from "./container-view.ts";
import { MathView } from "./math-view.ts";
import { NoteView } from "./note-view.ts";
import { RuleView } from "./rule-view.ts";
import { TableView } from "./table-view.ts";
import { TextView } from "./text-view.ts";

/** What all views of one text share. */
export interface Page {
  readonly references: References;
  readonly notes: Notes;
  /** Collects the work that is done later, such as colouring code. */
  later(work: Promise<void>): void;
}

/** Blocks of the same shape can be shown by the same view. */
export function shape(block: Block): string {
  switch (block.kind) {
    case "list":
      return block.start === undefined ? "bullets" : `numbers from ${block.start}`;
    case "heading":
      return `heading ${block.level}`;
    case "code":
      return `code ${block.fence?.language ?? ""}`;
    case "note":
      return `note ${block.label}`;
    case "table":
      return `table ${block.alignments.map(String).join()}`;
    default:
      return block.kind;
  }
}

// The switch is what ties each kind of block to a view of this very kind.
export function createView(block: Block, page: Page): BlockView {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return new TextView(block, page) as BlockView;
    case "rule":
      return new RuleView();
    case "code":
      return (isDiagram(block) ? new DiagramView(block, page) : new CodeView(block, page)) as BlockView;
    case "table":
      return new TableView(block, page) as BlockView;
    case "math":
      return new MathView(page) as BlockView;
    case "note":
      return new NoteView(block, page) as BlockView;
    case "document":
    case "quote":
    case "list":
    case "item":
      return ContainerView.of(block, page) as BlockView;
  }
}

function isDiagram({ fence }: CodeBlock): boolean {
  return fence?.language.toLowerCase() === "mermaid";
}
