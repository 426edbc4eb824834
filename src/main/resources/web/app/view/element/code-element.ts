import { element } from "../../dom.ts";
import type { Contents } from "../../element-content.ts";
import type { MessageElement } from "../../protocol.ts";
import { CodeBlockBox } from "./code-block.ts";
import { setText, SingleView } from "./element-view.ts";

/** Code that stands by itself. */
export class CodeElement extends SingleView<Contents["code"]> {
  readonly node = element("figure", { class: "figure" });
  readonly #caption = element("figcaption");
  #language = "";
  #box: CodeBlockBox | undefined;

  get text(): string {
    const fence = "`".repeat(Math.max(3, longestRun(this.#box?.text ?? "") + 1));
    return `${fence}${this.#language}\n${(this.#box?.text ?? "").replace(/\n$/, "")}\n${fence}`;
  }

  protected override draw({ text, language = "", caption, endedAt }: MessageElement & Contents["code"]): void {
    if (!this.#box) {
      this.#language = language.replace(/[^\w+#.-]/g, "");
      this.#box = new CodeBlockBox(language);
      this.node.append(this.#caption, this.#box.node);
    }
    this.#box.show(text, endedAt !== undefined);
    setText(this.#caption, caption ?? "");
    this.#caption.hidden = !caption;
  }
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
