import { element } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { type CalloutContent } from "./contents.ts";
import { setText, SingleView } from "./element-view.ts";

/** A note that stands out from the text; what only a technician wants to know of it is folded away. */
export class CalloutElement extends SingleView<CalloutContent> {
  readonly node = element("div", { role: "note" });
  readonly #body = element("div", { class: "plain" });
  readonly #detail = element("code", { class: "callout-detail", tabindex: 0, role: "group", "aria-label": "Details" });
  readonly #fold = element("details", {}, element("summary", {}, "Details"), this.#detail);
  #level: CalloutContent["level"] | undefined;

  get text(): string {
    return this.#body.textContent;
  }

  protected override draw({ level, text, detail }: CalloutContent): void {
    if (this.#level !== level) {
      this.#level = level;
      this.node.className = `callout ${level}`;
      this.node.replaceChildren(icon(level), element("div", { class: "callout-body" }, this.#body, this.#fold));
    }
    setText(this.#body, text);
    setText(this.#detail, detail ?? "");
    this.#fold.hidden = !detail;
  }
}
