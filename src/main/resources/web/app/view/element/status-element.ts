import { element } from "../../dom.ts";
import type { Contents } from "../../element-content.ts";
import type { Message } from "../../protocol.ts";
import { arrangeElements, ElementList } from "./element-list.ts";
import { setText, SingleView, type Surroundings } from "./element-view.ts";
import { Fold } from "./fold.ts";
import type { Part } from "./parts.ts";
import { ProgressionSign } from "./progression.ts";

/** A longer piece of work: one line that says how it stands, and what it is made of. */
export class StatusElement extends SingleView<Contents["status"]> {
  readonly #role: Message["role"];
  readonly #sign = new ProgressionSign();
  readonly #label = element("span", { class: "fold-label" });
  readonly #fold = new Fold(this.#sign.node, this.#label);
  readonly #list = new ElementList();
  readonly node = this.#fold.node;

  constructor(role: Message["role"]) {
    super();
    this.#role = role;
    this.node.classList.add("status");
  }

  get text(): string {
    return [this.#label.textContent, this.#list.text].filter((text) => text !== "").join("\n\n");
  }

  protected override draw(content: Contents["status"], around: Surroundings, inner: readonly Part[]): void {
    this.#sign.show(content.state);
    setText(this.#label, content.label);
    arrangeElements(this.#fold.body, this.#list.show(inner, this.#role, around));
    this.#fold.empty = inner.length === 0;
    this.#fold.open = content.expanded;
  }
}
