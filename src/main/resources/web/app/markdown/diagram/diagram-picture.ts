import { element } from "../../dom.ts";
import { onThemeChange } from "../../view/element/theme.ts";
import { showLarge } from "../../view/lightbox.ts";
import { say } from "../../words.ts";
import { draw } from "./drawing.ts";

const NAMED = /(?:^|\s)(?:accTitle\s*:?|title)\s+(\S.*)$/m;

/** The picture of a diagram, drawn anew when the page turns light or dark. A click enlarges it. */
export class DiagramPicture {
  readonly #source: string;
  readonly #image: HTMLImageElement;
  readonly node: HTMLButtonElement;

  constructor(source: string) {
    this.#source = source;
    const name = NAMED.exec(source)?.[1] ?? source.trim().split("\n", 1)[0] ?? "";
    this.#image = element("img", { alt: say("element.diagram", { name }) });
    this.node = element(
      "button",
      { type: "button", class: "diagram-picture", title: say("element.enlarge") },
      this.#image,
    );
    this.node.addEventListener("click", () => showLarge(this.#image));
  }

  /** Says what went wrong, if it did. */
  async draw(): Promise<string | undefined> {
    const problem = await this.#redraw();
    if (problem === undefined) {
      onThemeChange(this.node, () => void this.#redraw());
    }
    return problem;
  }

  async #redraw(): Promise<string | undefined> {
    const drawing = await draw(this.#source);
    if ("problem" in drawing) {
      return drawing.problem;
    }
    const before = this.#image.src;
    this.#image.src = drawing.address;
    try {
      await this.#image.decode();
    } catch {
      return say("element.pictureMissing");
    }
    URL.revokeObjectURL(before);
    return undefined;
  }
}
