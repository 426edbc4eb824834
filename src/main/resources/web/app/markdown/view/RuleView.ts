import type { BlockView } from "./BlockView.ts";
import type { RuleBlock } from "../block/Block.ts";

/** A thematic break. */
export class RuleView implements BlockView<RuleBlock> {
  readonly element = document.createElement("hr");

  settle(): void {}

  show(): void {}

  finish(): void {}
}
