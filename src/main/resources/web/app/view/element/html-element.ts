import { element } from "../../dom.ts";
import type { Contents } from "../../element-content.ts";
import { onThemeChange, readTheme } from "./theme.ts";
import { SingleView } from "./element-view.ts";
import { say } from "../../words.ts";

const HIGHEST = 2000;
const LOWEST = 32;
const HEIGHT = 320;
/** A document as high as its window would grow for ever. */
const MOST_RESIZES = 12;

/** Whoever hears the height of the document in a frame. */
const hearers = new WeakMap<object, (height: number) => void>();

/**
 * A document of the model's own. It lives in the frame's one fixed document, which has an origin of its own, no
 * network and no way out, and is told there what to show.
 */
export class HtmlElement extends SingleView<Contents["html"]> {
  readonly node = element("div", { class: "html-element" });
  readonly #frame = element("iframe", {
    src: "/frame",
    title: say("element.embedded"),
    sandbox: "allow-scripts",
    loading: "lazy",
    referrerpolicy: "no-referrer",
  });
  #content: Contents["html"] | undefined;
  #loaded = false;
  #resizes = 0;

  constructor() {
    super();
    this.node.append(this.#frame);
    this.#frame.addEventListener("load", () => this.#start());
    onThemeChange(this.node, () => this.#tell());
  }

  get text(): string {
    return this.#content?.text ?? "";
  }

  protected override draw(content: Contents["html"]): void {
    if (content.text === this.#content?.text) {
      return;
    }
    this.#content = content;
    this.#resizes = 0;
    this.#resize(content.height ?? HEIGHT);
    this.#tell(content.text);
  }

  #start(): void {
    const frame = this.#frame.contentWindow;
    if (frame) {
      listen();
      hearers.set(frame, (height) => this.#hear(height));
      this.#loaded = true;
      this.#tell(this.#content?.text);
    }
  }

  #hear(height: number): void {
    if (this.#content?.height === undefined && this.#resizes < MOST_RESIZES) {
      this.#resizes++;
      this.#resize(height);
    }
  }

  #resize(height: number): void {
    this.#frame.style.height = `${Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(height) || 0))}px`;
  }

  /** Tells the frame the colours of the page, and what to show where that is new. */
  #tell(html?: string): void {
    if (this.#loaded) {
      const { text, paper, scheme } = readTheme();
      // Its origin is opaque and has no name; what is told is what a stranger wrote anyway.
      this.#frame.contentWindow?.postMessage({ html, text, paper, scheme }, "*");
    }
  }
}

let listening = false;

function listen(): void {
  if (!listening) {
    listening = true;
    window.addEventListener("message", ({ source, data }: MessageEvent<unknown>) => {
      if (source && typeof data === "number") {
        hearers.get(source)?.(data);
      }
    });
  }
}
