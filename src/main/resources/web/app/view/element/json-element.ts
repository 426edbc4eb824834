import { element } from "../../dom.ts";
import type { Contents } from "../../element-content.ts";
import { copyButton } from "../copy-button.ts";
import { SingleView } from "./element-view.ts";
import { JsonTree } from "./json-tree.ts";
import { say } from "../../words.ts";

/** A value as a tree that folds. */
export class JsonElement extends SingleView<Contents["json"]> {
  readonly node = element("div", { class: "json", role: "group", "aria-label": say("element.json") });
  #value: unknown;
  #shown = false;

  get text(): string {
    return JSON.stringify(this.#value, null, 2);
  }

  protected override draw({ value }: Contents["json"]): void {
    if (this.#shown) {
      return;
    }
    this.#shown = true;
    this.#value = value;
    this.node.append(
      new JsonTree(value).node,
      copyButton(() => this.text),
    );
  }
}
