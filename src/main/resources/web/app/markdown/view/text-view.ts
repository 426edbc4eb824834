import type { HeadingBlock, ParagraphBlock } from "../block/block.ts";
import { takeDefinitions } from "../block/definitions.ts";
import { InlineView } from "../inline/inline-view.ts";
import type { BlockView } from "./block-view.ts";
import type { Page } from "./views.ts";

/** The page and the message have the first two levels of headings. */
const LEVELS_ABOVE = 2;
const TABLE_LINE = /(?:^|\n)\|[^\n]*$/;

/** A paragraph or a heading. */
export class TextView implements BlockView<ParagraphBlock | HeadingBlock> {
  readonly element: HTMLElement;
  readonly #inline: InlineView;

  constructor(block: ParagraphBlock | HeadingBlock, page: Page) {
    this.element = document.createElement(block.kind === "heading" ? headingTag(block.level) : "p");
    this.#inline = new InlineView(this.element, page);
  }

  settle(): void {}

  show(block: ParagraphBlock | HeadingBlock): void {
    this.#inline.show(block.kind === "heading" ? block.text : shownText(block));
  }

  finish(block: ParagraphBlock | HeadingBlock): void {
    this.#inline.finish(block.text);
  }
}

function headingTag(level: number): string {
  return `h${Math.min(level + LEVELS_ABOVE, 6)}`;
}

/** Without the definitions, and without a line that waits to become the head of a table. */
function shownText(paragraph: ParagraphBlock): string {
  const text = takeDefinitions(paragraph.text, () => {});
  return paragraph.open ? text.replace(TABLE_LINE, "") : text;
}
