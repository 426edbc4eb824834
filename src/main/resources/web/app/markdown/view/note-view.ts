import type { NoteBlock } from "../block/block.ts";
import type { BlockView } from "./block-view.ts";
import { ContainerView } from "./container-view.ts";
import type { Page } from "./views.ts";

/** The text of a footnote, which is shown with the others below all else. */
export class NoteView implements BlockView<NoteBlock> {
  readonly element = document.createElement("div");
  readonly #content: ContainerView;
  readonly #label: string;
  readonly #page: Page;

  constructor(block: NoteBlock, page: Page) {
    this.#label = block.label;
    this.#page = page;
    this.element.className = "note-body";
    this.#content = new ContainerView(this.element, page);
  }

  place(): void {
    this.#page.notes.define(this.#label, this.element);
  }

  settle(block: NoteBlock): void {
    this.#content.settle(block);
  }

  show(block: NoteBlock): void {
    this.#content.show(block);
  }

  finish(block: NoteBlock): void {
    this.#content.finish(block);
  }
}
