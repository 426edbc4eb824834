import { element } from "../../dom.ts";
import type { Contents } from "../../element-content.ts";
import { SingleView } from "./element-view.ts";
import { say } from "../../words.ts";

/** A formula. Its source stands there until what draws it has come, and where it cannot be drawn. */
export class LatexElement extends SingleView<Contents["latex"]> {
  readonly node = element("div", { class: "latex", tabindex: 0, role: "group", "aria-label": say("element.formula") });
  #source: string | undefined;

  get text(): string {
    return `$$\n${this.#source ?? ""}\n$$`;
  }

  protected override draw({ text }: Contents["latex"]): void {
    if (text !== this.#source) {
      this.#source = text;
      this.#showSource("");
      void this.#typeset(text);
    }
  }

  async #typeset(source: string): Promise<void> {
    try {
      const { typeset } = await import("./latex/typeset.ts");
      const formula = await typeset(source);
      if (source === this.#source) {
        this.node.replaceChildren(formula);
      }
    } catch (failure) {
      if (source === this.#source) {
        this.#showSource(String(failure).replace(/^(?:\w*Error: )?(?:KaTeX parse error: )?/, ""));
      }
    }
  }

  #showSource(problem: string): void {
    this.node.replaceChildren(element("code", { class: "latex-source" }, this.#source));
    if (problem !== "") {
      this.node.append(element("p", { class: "latex-problem" }, problem));
    }
  }
}
