import { element } from "../../dom.ts";
import type { Contents } from "../../element-content.ts";
import type { MessageElement } from "../../protocol.ts";
import { setText, SingleView } from "./element-view.ts";
import { say } from "../../words.ts";

/** How far something has come. */
export class ProgressElement extends SingleView<Contents["progress"]> {
  readonly node = element("div", { class: "progress" });
  readonly #label = element("span", { class: "progress-label" });
  readonly #percent = element("span", { class: "progress-percent" });
  readonly #bar = element("progress", { max: 1 });

  constructor() {
    super();
    this.node.append(element("div", { class: "progress-words" }, this.#label, this.#percent), this.#bar);
  }

  get text(): string {
    return [this.#label.textContent, this.#percent.textContent].filter((text) => text !== "").join(" ");
  }

  protected override draw({ value, label, endedAt }: MessageElement & Contents["progress"]): void {
    setText(this.#label, label ?? "");
    this.#bar.setAttribute("aria-label", label || say("element.progress"));
    // What has ended does not go on moving, whether it got to its end or not.
    const shown = value ?? (endedAt === undefined ? undefined : 0);
    if (shown === undefined) {
      this.#bar.removeAttribute("value");
    } else {
      this.#bar.value = Math.min(1, Math.max(0, shown));
    }
    setText(
      this.#percent,
      value === undefined ? "" : say("element.percent", { percent: Math.round(this.#bar.value * 100) }),
    );
  }
}
