import type { Block, Container, ItemBlock, ListBlock } from "../block/block.ts";
import type { BlockView } from "./block-view.ts";
import { createView, shape, type Page } from "./views.ts";
import { say } from "../../words.ts";

interface OpenView {
  readonly shape: string;
  readonly view: BlockView;
}

/**
 * A block of blocks. Children that are closed are drawn for good and forgotten; only the views of the others are
 * kept, in the order of the blocks they show.
 */
export class ContainerView implements BlockView<Container> {
  readonly element: HTMLElement;
  readonly #page: Page;
  readonly #open: OpenView[] = [];
  /** How many children are drawn for good. */
  #finished = 0;
  #checkbox: HTMLInputElement | undefined;

  constructor(element: HTMLElement, page: Page) {
    this.element = element;
    this.#page = page;
  }

  static of(block: Container, page: Page): ContainerView {
    return new ContainerView(createElement(block), page);
  }

  settle(block: Container): void {
    this.#describe(block);
    let closed = 0;
    block.children.forEach((child, index) => {
      if (child.open) {
        this.#settleOpen(child, index);
      } else {
        this.#view(child, index).finish(child);
        closed++;
      }
    });
    block.children.splice(0, closed);
    this.#open.splice(0, closed);
    this.#finished += closed;
  }

  show(block: Container): void {
    this.#describe(block);
    block.children.forEach((child, index) => this.#view(child, index).show(child));
    for (const { view } of this.#open.splice(block.children.length)) {
      view.element.remove();
    }
  }

  /** Told of each new child before it is shown. */
  protected created(_view: BlockView, _child: Block): void {}

  /** Where a child of that number stands. */
  protected holder(_: number): HTMLElement {
    return this.element;
  }

  finish(block: Container): void {
    this.settle(block);
    this.show(block);
  }

  /** Leaves alone what the next line may still turn into something else. */
  #settleOpen(child: Block, index: number): void {
    if (child.kind !== "paragraph" && child.kind !== "math") {
      this.#view(child, index).settle(child);
    }
  }

  #view(child: Block, index: number): BlockView {
    const present = this.#open[index];
    const wanted = shape(child);
    if (present?.shape === wanted) {
      return present.view;
    }
    const view = createView(child, this.#page);
    this.created(view, child);
    if (view.place) {
      present?.view.element.remove();
      view.place();
    } else if (present) {
      present.view.element.replaceWith(view.element);
    } else {
      this.holder(this.#finished + index).append(view.element);
    }
    this.#open[index] = { shape: wanted, view };
    return view;
  }

  /** What lines further down say about the block itself. */
  #describe(block: Container): void {
    if (block.kind === "list") {
      describeList(this.element, block);
    } else if (block.kind === "item") {
      this.#describeItem(block);
    }
  }

  #describeItem(item: ItemBlock): void {
    if (item.task === undefined) {
      this.#checkbox?.remove();
      this.#checkbox = undefined;
      this.element.removeAttribute("class");
      return;
    }
    if (!this.#checkbox) {
      this.#checkbox = createCheckbox();
      this.element.prepend(this.#checkbox);
      this.element.className = "task";
    }
    this.#checkbox.toggleAttribute("checked", item.task);
    this.#checkbox.setAttribute("aria-label", item.task ? say("element.done") : say("element.toDo"));
  }
}

function createElement(block: Container): HTMLElement {
  switch (block.kind) {
    case "document":
    case "note":
      return document.createElement("div");
    case "quote":
      return document.createElement("blockquote");
    case "list":
      return createList(block);
    case "item":
      return document.createElement("li");
  }
}

function createList(list: ListBlock): HTMLElement {
  if (list.start === undefined) {
    return document.createElement("ul");
  }
  const element = document.createElement("ol");
  if (list.start !== 1) {
    element.start = list.start;
  }
  return element;
}

/** The paragraphs of a tight list stay; only their distance differs, so that nothing finished changes with it. */
function describeList(element: HTMLElement, list: ListBlock): void {
  const name = list.loose ? "loose" : "tight";
  if (element.className !== name) {
    element.className = name;
  }
}

function createCheckbox(): HTMLInputElement {
  const checkbox = document.createElement("input");
  checkbox.type = "checkbox";
  checkbox.disabled = true;
  return checkbox;
}
