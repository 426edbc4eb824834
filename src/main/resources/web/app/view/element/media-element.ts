import { element } from "../../dom.ts";
import { icon } from "../../icons.ts";
import type { MediaContent } from "./contents.ts";
import { setText, SingleView, type Surroundings } from "./element-view.ts";

/** Sound or a film, played by the browser. */
export class MediaElement extends SingleView<MediaContent> {
  readonly node: HTMLElement;
  readonly #player: HTMLMediaElement;
  readonly #caption = element("figcaption");

  constructor(kind: MediaContent["kind"]) {
    super();
    this.#player = element(kind, { controls: true, preload: "metadata" });
    this.node = element("figure", { class: `figure ${kind}` }, this.#player, this.#caption);
    this.#player.addEventListener("error", () => this.#showMissing(kind));
  }

  get text(): string {
    return this.#caption.textContent;
  }

  protected override draw({ file, caption, kind }: MediaContent, around: Surroundings): void {
    const address = around.fileAddress(file);
    if (this.#player.getAttribute("src") !== address) {
      this.#player.src = address;
      this.#player.setAttribute("aria-label", caption || (kind === "audio" ? "Audio" : "Video"));
    }
    setText(this.#caption, caption ?? "");
    this.#caption.hidden = !caption;
  }

  #showMissing(kind: MediaContent["kind"]): void {
    const words = `The ${kind === "audio" ? "recording" : "video"} could not be played.`;
    this.#player.replaceWith(element("p", { class: "missing-file" }, icon("warning"), words));
  }
}
