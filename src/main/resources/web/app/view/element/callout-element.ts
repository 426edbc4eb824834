import { element } from "../../dom.ts";
import type { Contents } from "../../element-content.ts";
import { icon } from "../../icons.ts";
import type { MessageElement } from "../../protocol.ts";
import { SingleView, setText, type Surroundings } from "./element-view.ts";
import { markdownText } from "./markdown-text.ts";
import { say } from "../../words.ts";

/** A note that stands out from the text; what only a technician wants to know of it is folded away. */
export class CalloutElement extends SingleView<Contents["callout"]> {
  readonly node = element("div", { role: "note" });
  readonly #body = markdownText();
  readonly #detail = element("code", {
    class: "callout-detail",
    tabindex: 0,
    role: "group",
    "aria-label": say("page.details"),
  });
  readonly #fold = element("details", {}, element("summary", {}, say("page.details")), this.#detail);
  #level: Contents["callout"]["level"] | undefined;

  get text(): string {
    return this.#body.text;
  }

  protected override draw(content: MessageElement & Contents["callout"], around: Surroundings): void {
    const { level, detail } = content;
    if (this.#level !== level) {
      this.#level = level;
      this.node.className = `callout ${level}`;
      this.node.replaceChildren(icon(level), element("div", { class: "callout-body" }, this.#body.node, this.#fold));
    }
    // It comes whole.
    this.#body.show([{ ...content, endedAt: content.startedAt }], [], around);
    setText(this.#detail, detail ?? "");
    this.#fold.hidden = !detail;
  }
}
