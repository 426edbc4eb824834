import type { Block } from "../block/Block.ts";
import { CodeView } from "../code/CodeView.ts";
import type { References } from "../inline/References.ts";
import type { BlockView } from "./BlockView.ts";
import { ContainerView } from "./ContainerView.ts";
import { RuleView } from "./RuleView.ts";
import { TableView } from "./TableView.ts";
import { TextView } from "./TextView.ts";

/** What all views of one text share. */
export interface Page {
  readonly references: References;
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
      return new TextView(block, page.references) as BlockView;
    case "rule":
      return new RuleView();
    case "code":
      return new CodeView(block, page) as BlockView;
    case "table":
      return new TableView(block, page.references) as BlockView;
    case "document":
    case "quote":
    case "list":
    case "item":
      return ContainerView.of(block, page) as BlockView;
  }
}
