import { element } from "../../dom.ts";
import { say, sayCount } from "../../words.ts";

/** So many entries are shown at a time. */
const PAGE = 100;
/** A longer text is cut until its reader wants all of it. */
const LONG = 400;
/** So many entries may stand open at first. */
const OPEN_ENTRIES = 40;
const OPEN_DEPTH = 2;

type Entry = readonly [key: string | undefined, value: unknown];

/** The tree of a value. What is folded is not there, so that a huge value costs what is seen of it. */
export class JsonTree {
  readonly node: HTMLElement;
  #budget = OPEN_ENTRIES;

  constructor(value: unknown) {
    this.node = element("div", { class: "json-tree" }, this.#entry([undefined, value], 0));
  }

  #entry([key, value]: Entry, depth: number): HTMLElement {
    const name = key === undefined ? undefined : element("span", { class: "json-key" }, `${key}: `);
    if (typeof value !== "object" || value === null) {
      return element("div", { class: "json-leaf" }, name, leaf(value));
    }
    const entries: Entry[] = Object.entries(value).map(([inner, one]) => [
      Array.isArray(value) ? undefined : inner,
      one,
    ]);
    const summary = element(
      "summary",
      {},
      name,
      element("span", { class: "json-size" }, sizeOf(value, entries.length)),
    );
    if (entries.length === 0) {
      return element(
        "div",
        { class: "json-leaf" },
        name,
        element("span", { class: "json-size" }, Array.isArray(value) ? "[]" : "{}"),
      );
    }
    const body = element("div", { class: "json-entries" });
    const fold = element("details", {}, summary, body);
    fold.addEventListener("toggle", () => {
      if (fold.open && !body.hasChildNodes()) {
        this.#fill(body, entries, depth);
      }
    });
    if (depth < OPEN_DEPTH && entries.length <= this.#budget) {
      this.#budget -= entries.length;
      this.#fill(body, entries, depth);
      fold.open = true;
    }
    return fold;
  }

  #fill(body: HTMLElement, entries: readonly Entry[], depth: number, from = 0): void {
    const until = Math.min(entries.length, from + PAGE);
    body.append(...entries.slice(from, until).map((entry) => this.#entry(entry, depth + 1)));
    if (until < entries.length) {
      const total = entries.length - until;
      const words = say("element.showMore", { count: Math.min(PAGE, total), total });
      const more = element("button", { type: "button", class: "more" }, words);
      more.addEventListener("click", () => {
        more.remove();
        this.#fill(body, entries, depth, until);
      });
      body.append(more);
    }
  }
}

function sizeOf(value: object, count: number): string {
  return Array.isArray(value) ? `[ ${sayCount("element.items", count)} ]` : `{ ${sayCount("element.keys", count)} }`;
}

function leaf(value: unknown): HTMLElement {
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  const node = element("span", { class: `json-${value === null ? "null" : typeof value}` }, text);
  if (text.length <= LONG) {
    return node;
  }
  node.textContent = `${text.slice(0, LONG)}…`;
  const more = element(
    "button",
    { type: "button", class: "more" },
    say("element.showCharacters", { count: text.length }),
  );
  more.addEventListener("click", () => {
    node.textContent = text;
    more.remove();
  });
  return element("span", {}, node, " ", more);
}
