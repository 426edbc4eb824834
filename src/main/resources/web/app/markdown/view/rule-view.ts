import type { BlockView } from "./block-view.ts";
import type { RuleBlock } from "../block/block.ts";

/** A thematic break. */
export class RuleView implements BlockView<RuleBlock> {
  readonly element = document.createElement("hr");

  settle(): void {}

  show(): void {}

  finish(): void {}
}
