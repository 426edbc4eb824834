import { element } from "../../dom.ts";
import type { Source } from "../../element-content.ts";
import { say } from "../../words.ts";
import { opensCard } from "../card.ts";
import { sourceName, sourceQuote } from "./citations-element.ts";

/** Invisible, so that a mark which finds no place is not seen. A space comes first: what stands before it has ended. */
const SPACE = "\u2009";
const EDGE = "\u2063";
const DIGITS = ["\u2061", "\u2062"] as const;
const MARK = /\u2009\u2063([\u2061\u2062]+)\u2063/;
/** A line that is no text but the end of something: a mark would change what it means. */
const NO_TEXT = /^[\s`~|=\-*_#>+]*$/;

/** A place in the text, and the sources, by their indices, that it rests on. */
interface Place {
  end: number;
  sources: number[];
}

/** A text on its way into the page, with marks that are to become numbers there. */
export class CitedText {
  readonly #notes: readonly Source[];
  readonly #places: readonly Place[];
  readonly #text: string;

  constructor(text: string, notes: readonly Source[]) {
    this.#text = text;
    this.#notes = notes;
    this.#places = placesOf(text, notes);
  }

  /** The text with an invisible mark at each place. */
  get marked(): string {
    let from = 0;
    const parts = this.#places.map(({ end }, index) => {
      const part = this.#text.slice(from, end) + markOf(index);
      from = end;
      return part;
    });
    return parts.join("") + this.#text.slice(from);
  }

  /** Puts numbers in the place of the marks; each opens what it stands for. */
  placeIn(node: HTMLElement): void {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) {
      texts.push(walker.currentNode as Text);
    }
    for (const text of texts) {
      const parts = text.data.split(MARK);
      if (parts.length > 1) {
        // Every second part is what the pattern's group has found.
        text.replaceWith(...parts.map((part, at) => (at % 2 === 0 ? part : this.#numbers(part))));
      }
    }
  }

  #numbers(digits: string): HTMLElement {
    const index = Array.from(digits).reduce((sum, digit) => sum * 2 + DIGITS.indexOf(digit as "\u2061"), 0);
    const sources = this.#places[index]?.sources ?? [];
    return element("sup", { class: "cite" }, ...sources.map((source) => this.#number(source)));
  }

  #number(index: number): HTMLElement {
    const source = this.#notes[index] ?? {};
    const name = source.title || source.url || source.quote || "";
    const label = say("element.sourceNumber", { number: index + 1, name });
    const button = element("button", { type: "button", class: "cite-number", "aria-label": label }, String(index + 1));
    return opensCard(button, label, () => [
      element("p", { class: "citation-source" }, ...sourceName(source)),
      sourceQuote(source),
    ]);
  }
}

function markOf(index: number): string {
  return SPACE + EDGE + Array.from(index.toString(2), (bit) => DIGITS[bit === "1" ? 1 : 0]).join("") + EDGE;
}

function placesOf(text: string, notes: readonly Source[]): Place[] {
  const places = new Map<number, Place>();
  notes.forEach(({ at = [] }, index) => {
    for (const place of at) {
      const end = text.slice(0, place).trimEnd().length;
      const line = text.slice(text.lastIndexOf("\n", end - 1) + 1, end);
      if (!NO_TEXT.test(line)) {
        const here = places.get(end) ?? { end, sources: [] };
        here.sources.push(index);
        places.set(end, here);
      }
    }
  });
  return [...places.values()].toSorted((one, other) => one.end - other.end);
}
