import type { Block } from "../block/block.ts";

/** The part of the page that shows one block while it is read, and remains when it is finished. */
export interface BlockView<B extends Block = Block> {
  readonly element: HTMLElement;
  /** Puts the element where it belongs, for views that do not stand where their block does. */
  place?(): void;
  /** Draws what can no longer change, for good, and takes it off the block. */
  settle(block: B): void;
  /** Draws the rest as it stands, to be changed again by the next call. */
  show(block: B): void;
  /** Draws a closed block for good; nothing is called after it. */
  finish(block: B): void;
}
