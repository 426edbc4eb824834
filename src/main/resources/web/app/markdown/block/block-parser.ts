import { copyOpen, type Block, type DocumentBlock } from "./block.ts";
import type { Define } from "./definitions.ts";
import { LineCursor } from "./line-cursor.ts";
import { type Match, matchLine } from "./line-match.ts";
import { startBlocks } from "./line-start.ts";
import { addText } from "./line-text.ts";
import { OpenBlocks } from "./open-blocks.ts";

/**
 * Reads Markdown's blocks line by line, as CommonMark's specification describes it, with GitHub's tables and tasks and
 * without raw HTML. Each line is read once and changes only what is still open, so that the work follows the new text
 * and the result does not depend on how the text was cut.
 */
export class BlockParser {
  readonly #blocks: OpenBlocks;

  constructor(define: Define, document?: DocumentBlock) {
    this.#blocks = new OpenBlocks(define, document);
  }

  get document(): DocumentBlock {
    return this.#blocks.document;
  }

  /** A parser that reads on from here without a trace in this one. */
  fork(): BlockParser {
    const fork = new BlockParser(() => {}, copyOpen(this.document));
    fork.#blocks.line = this.#blocks.line;
    return fork;
  }

  /** The innermost open block. */
  get tip(): Block {
    return this.#blocks.tip;
  }

  /** Reads one whole line, without its end. */
  line(text: string): void {
    this.#blocks.line++;
    const cursor = new LineCursor(text);
    if (this.#matchOpen(cursor) === "closing line") {
      this.#blocks.touch();
      this.#blocks.closeTip();
      return;
    }
    const { kind } = this.#blocks.container;
    if (kind === "code" || kind === "math" || startBlocks(this.#blocks, cursor)) {
      addText(this.#blocks, cursor);
    }
  }

  /** Ends the text. */
  close(): void {
    while (this.#blocks.depth > 0) {
      this.#blocks.closeTip();
    }
  }

  #matchOpen(cursor: LineCursor): Match {
    const blocks = this.#blocks;
    for (blocks.matched = 1; blocks.matched < blocks.depth; blocks.matched++) {
      const match = matchLine(cursor, blocks.at(blocks.matched));
      if (match !== "goes on") {
        return match;
      }
    }
    return "goes on";
  }
}
