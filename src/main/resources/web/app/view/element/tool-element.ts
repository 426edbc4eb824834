import { arrange, element } from "../../dom.ts";
import type { Contents } from "../../element-content.ts";
import { CodeBlockBox } from "./code-block.ts";
import { setText, SingleView } from "./element-view.ts";
import { Fold } from "./fold.ts";
import { ProgressionSign } from "./progression.ts";
import { say } from "../../words.ts";

/** Longer input is shown as it came. */
const MAX_TIDY = 100_000;

/** One use of a tool: one line, which unfolds to what went in and what came out. */
export class ToolElement extends SingleView<Contents["tool"]> {
  readonly #sign = new ProgressionSign();
  readonly #label = element("span", { class: "fold-label" });
  readonly #name = element("code", { class: "tool-name" });
  readonly #fold = new Fold(this.#sign.node, this.#label, this.#name);
  readonly #input = new ToolText(say("element.input"), "json");
  readonly #output = new ToolText(say("element.output"), "");
  readonly node = this.#fold.node;

  constructor() {
    super();
    this.node.classList.add("tool");
  }

  /** Nothing: it is how the answer came about. */
  get text(): string {
    return "";
  }

  protected override draw({ name, label, input, output, state }: Contents["tool"]): void {
    this.#sign.show(state);
    setText(this.#label, label ?? "");
    setText(this.#name, name);
    this.#label.hidden = !label;
    this.#input.show(input, state !== "running" || output !== undefined);
    this.#output.show(output, state !== "running");
    const shown = [this.#input, this.#output].filter((text) => text.shown).map((text) => text.node);
    arrange(this.#fold.body, shown);
    this.#fold.empty = shown.length === 0;
  }
}

class ToolText {
  readonly node = element("section", { class: "tool-text" });
  readonly #box: CodeBlockBox;
  shown = false;

  constructor(title: string, language: string) {
    this.#box = new CodeBlockBox(language);
    this.node.append(element("h3", {}, title), this.#box.node);
  }

  show(text: string | undefined, finished: boolean): void {
    this.shown = text !== undefined && text !== "";
    if (text !== undefined && this.shown) {
      this.#box.show(finished ? tidy(text) : text, finished);
    }
  }
}

/** JSON on lines of its own, where it is JSON. */
function tidy(text: string): string {
  if (text.length > MAX_TIDY || !/^\s*[[{]/.test(text)) {
    return text;
  }
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
