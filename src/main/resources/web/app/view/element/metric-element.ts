import { element } from "../../dom.ts";
import type { Contents } from "../../element-content.ts";
import { icon, type IconName } from "../../icons.ts";
import { setText, SingleView } from "./element-view.ts";

const SIGNS: Record<NonNullable<Contents["metric"]["trend"]>, { icon: IconName; words: string }> = {
  up: { icon: "trendUp", words: "up" },
  down: { icon: "trendDown", words: "down" },
  flat: { icon: "trendFlat", words: "unchanged" },
};

/** One number that matters, and how it has moved. */
export class MetricElement extends SingleView<Contents["metric"]> {
  readonly node = element("div", { class: "metric" });
  readonly #label = element("span", { class: "metric-label" });
  readonly #value = element("span", { class: "metric-value" });
  readonly #delta = element("span");
  #deltaKey = "";

  constructor() {
    super();
    this.node.append(this.#label, this.#value, this.#delta);
  }

  get text(): string {
    const delta = this.#delta.textContent;
    return `${this.#label.textContent}: ${this.#value.textContent}${delta === "" ? "" : ` (${delta})`}`;
  }

  protected override draw({ label, value, delta, trend, good = "up" }: Contents["metric"]): void {
    setText(this.#label, label);
    setText(this.#value, value);
    const key = JSON.stringify([delta, trend, good]);
    if (key !== this.#deltaKey) {
      this.#deltaKey = key;
      this.#showDelta(delta, trend, good);
    }
  }

  #showDelta(delta: string | undefined, trend: Contents["metric"]["trend"], good: string): void {
    const sign = trend && SIGNS[trend];
    const moved = trend === "up" || trend === "down";
    const judged = moved && good !== "neither" ? (trend === good ? "good" : "bad") : "";
    this.#delta.className = `metric-delta ${judged}`;
    this.#delta.hidden = !delta && !sign;
    this.#delta.replaceChildren();
    if (sign) {
      this.#delta.append(icon(sign.icon), element("span", { class: "visually-hidden" }, `${sign.words} `));
    }
    this.#delta.append(delta ?? "");
  }
}
