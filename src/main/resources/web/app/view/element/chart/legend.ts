import { element } from "../../../dom.ts";
import { say } from "../../../words.ts";

/** The series of a chart by name; each can be switched off and on. */
export class Legend {
  readonly node = element("ul", { class: "legend", "aria-label": say("element.series") });
  readonly #toggled: (index: number, visible: boolean) => void;
  #key = "";

  constructor(toggled: (index: number, visible: boolean) => void) {
    this.#toggled = toggled;
  }

  show(series: readonly { name: string; colour: string; visible: boolean }[]): void {
    const key = JSON.stringify(series.map(({ name, colour }) => [name, colour]));
    if (key === this.#key) {
      return;
    }
    this.#key = key;
    this.node.hidden = series.length < 2;
    this.node.replaceChildren(
      ...series.map(({ name, colour, visible }, index) => this.#entry(name, colour, visible, index)),
    );
  }

  /** Forgets what is switched off: the chart is drawn anew. */
  reset(): void {
    this.#key = "";
  }

  #entry(name: string, colour: string, visible: boolean, index: number): HTMLElement {
    const swatch = element("span", { class: "swatch" });
    swatch.style.backgroundColor = colour;
    const button = element("button", { type: "button", "aria-pressed": String(visible) }, swatch, name);
    button.addEventListener("click", () => {
      const shown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(shown));
      this.#toggled(index, shown);
    });
    return element("li", {}, button);
  }
}
