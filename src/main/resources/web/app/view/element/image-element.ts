import { element } from "../../dom.ts";
import type { Contents } from "../../element-content.ts";
import { icon } from "../../icons.ts";
import { iconButton } from "../icon-button.ts";
import { setText, SingleView, type Surroundings } from "./element-view.ts";
import { say } from "../../words.ts";

/** A picture, which a click enlarges. Its place is kept before it has come. */
export class ImageElement extends SingleView<Contents["image"]> {
  readonly node = element("figure", { class: "figure image" });
  readonly #picture = element("img", { decoding: "async" });
  readonly #caption = element("figcaption");
  readonly #enlarge = element(
    "button",
    { type: "button", class: "image-button", title: say("element.enlarge") },
    this.#picture,
  );
  #content: Contents["image"] | undefined;

  constructor() {
    super();
    this.node.append(this.#enlarge, this.#caption);
    this.#picture.addEventListener("error", () => this.#showMissing());
    this.#picture.addEventListener("load", () => this.#picture.classList.add("loaded"));
    this.#enlarge.addEventListener("click", () => this.#showLarge());
  }

  get text(): string {
    return this.#caption.textContent || this.#picture.alt;
  }

  protected override draw(content: Contents["image"], around: Surroundings): void {
    const { file, alt, caption, width, height } = content;
    if (this.#content?.file !== file) {
      this.#content = content;
      this.#picture.alt = alt;
      this.#enlarge.setAttribute(
        "aria-label",
        say("element.enlargeThis", { name: alt || caption || say("element.picture") }),
      );
      if (width && height) {
        this.#picture.width = width;
        this.#picture.height = height;
      } else {
        this.#picture.classList.add("unmeasured");
      }
      this.#picture.src = around.fileAddress(file);
    }
    setText(this.#caption, caption ?? "");
    this.#caption.hidden = !caption;
  }

  #showMissing(): void {
    const words = this.#picture.alt
      ? say("element.pictureMissingNamed", { name: this.#picture.alt })
      : say("element.pictureMissing");
    this.#enlarge.replaceWith(element("p", { class: "missing-file" }, icon("warning"), words));
  }

  #showLarge(): void {
    const large = element("img", { src: this.#picture.src, alt: this.#picture.alt });
    const close = iconButton("close", say("page.close"), () => dialog.close());
    const dialog = element(
      "dialog",
      { class: "lightbox", "aria-label": this.#picture.alt || say("element.picture") },
      large,
      close,
    );
    dialog.addEventListener("click", ({ target }) => target !== large && dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
}
