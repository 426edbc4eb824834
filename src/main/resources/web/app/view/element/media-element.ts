import { element } from "../../dom.ts";
import type { ContentOf } from "../../element-content.ts";
import { icon } from "../../icons.ts";
import { setText, SingleView, type Surroundings } from "./element-view.ts";
import { say } from "../../words.ts";

/** Sound or a film, played by the browser. */
export class MediaElement extends SingleView<ContentOf<"audio" | "video">> {
  readonly node: HTMLElement;
  readonly #player: HTMLMediaElement;
  readonly #caption = element("figcaption");

  constructor(kind: "audio" | "video") {
    super();
    this.#player = element(kind, { controls: true, preload: "metadata" });
    this.node = element("figure", { class: `figure ${kind}` }, this.#player, this.#caption);
    this.#player.addEventListener("error", () => this.#showMissing(kind));
  }

  get text(): string {
    return this.#caption.textContent;
  }

  protected override draw({ file, caption, kind }: ContentOf<"audio" | "video">, around: Surroundings): void {
    const address = around.fileAddress(file);
    if (this.#player.getAttribute("src") !== address) {
      this.#player.src = address;
      this.#player.setAttribute("aria-label", caption || say(`element.${kind}`));
    }
    setText(this.#caption, caption ?? "");
    this.#caption.hidden = !caption;
  }

  #showMissing(kind: "audio" | "video"): void {
    const words = say(kind === "audio" ? "element.audioMissing" : "element.videoMissing");
    this.#player.replaceWith(element("p", { class: "missing-file" }, icon("warning"), words));
  }
}
