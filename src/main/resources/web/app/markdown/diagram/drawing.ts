import { element } from "../../dom.ts";
import { readTheme } from "../../view/element/theme.ts";

/** A diagram as a picture: an address that an `img` takes, inside of which nothing can run or load. */
export type Drawing = { readonly address: string } | { readonly problem: string };

interface Answer {
  ready?: boolean;
  number?: number;
  picture?: string;
  problem?: string;
}

const LIBRARY = "/diagrams/mermaid-11.17.2.min.js.gz";
const SCRIPT = "/diagrams/draw.js";
/** A diagram that takes longer than this (ms) is given up, and the frame with it. */
const PATIENCE = 20_000;
const LARGEST = 4_000_000;

/**
 * The frame that draws all diagrams of the page, one after the other. It is the fixed sandboxed document in which HTML of
 * a model's making is shown, too: an origin of its own, no network. What comes out is shown as a picture only.
 */
class Frame {
  readonly #node = element("iframe", {
    src: "/frame",
    title: "",
    sandbox: "allow-scripts",
    "aria-hidden": "true",
    tabindex: "-1",
    referrerpolicy: "no-referrer",
  });
  #hear: (answer: Answer) => void = () => {};
  readonly #ready: Promise<void>;

  constructor() {
    // It has to be laid out, because texts are measured in it.
    this.#node.style.cssText =
      "position: fixed; inset: 0 auto auto 0; inline-size: 1200px; block-size: 900px; border: 0; visibility: hidden; z-index: -1";
    window.addEventListener("message", this.#listen);
    this.#ready = this.#start();
  }

  async draw(number: number, source: string): Promise<Answer> {
    await this.#ready;
    const dark = readTheme().scheme === "dark";
    const font = getComputedStyle(document.body).fontFamily;
    const answer = this.#answer((heard) => heard.number === number);
    this.#node.contentWindow?.postMessage({ diagram: { number, source, dark, font } }, "*");
    return answer;
  }

  remove(): void {
    window.removeEventListener("message", this.#listen);
    this.#node.remove();
  }

  async #start(): Promise<void> {
    const scripts = await Promise.all([loadLibrary(), load(SCRIPT).then((response) => response.text())]);
    const loaded = new Promise<void>((done) => this.#node.addEventListener("load", () => done(), { once: true }));
    document.body.append(this.#node);
    await loaded;
    const ready = this.#answer((heard) => heard.ready === true);
    this.#node.contentWindow?.postMessage({ html: scripts.map((text) => `<script>${text}</script>`).join("") }, "*");
    await ready;
  }

  #answer(wanted: (heard: Answer) => boolean): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("it takes too long")), PATIENCE);
      this.#hear = (heard) => {
        if (wanted(heard)) {
          clearTimeout(late);
          resolve(heard);
        }
      };
    });
  }

  readonly #listen = ({ source, data }: MessageEvent<unknown>): void => {
    if (source === this.#node.contentWindow && typeof data === "object" && data !== null) {
      this.#hear(data);
    }
  };
}

let frame: Frame | undefined;
let last: Promise<unknown> = Promise.resolve();
let drawn = 0;

/** Draws a diagram, in the colours that the page has now. */
export function draw(source: string): Promise<Drawing> {
  const drawing = last.then(() => drawNow(source));
  last = drawing;
  return drawing;
}

async function drawNow(source: string): Promise<Drawing> {
  try {
    frame ??= new Frame();
    const { picture, problem } = await frame.draw(++drawn, source);
    if (typeof picture === "string" && picture.length < LARGEST) {
      return { address: URL.createObjectURL(new Blob([picture], { type: "image/svg+xml" })) };
    }
    return { problem: typeof problem === "string" ? problem : "it is too large" };
  } catch (failure) {
    frame?.remove();
    frame = undefined;
    return { problem: failure instanceof Error ? failure.message : String(failure) };
  }
}

async function loadLibrary(): Promise<string> {
  const { body } = await load(LIBRARY);
  return new Response(body?.pipeThrough(new DecompressionStream("gzip"))).text();
}

async function load(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error("what draws it could not be loaded");
  }
  return response;
}
