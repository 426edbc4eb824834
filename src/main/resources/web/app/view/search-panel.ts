import { byId, element } from "../dom.ts";
import { search, type SearchPage } from "../search.ts";
import { textButton } from "./icon-button.ts";
import { searchResult } from "./search-result.ts";
import { say, sayCount } from "../words.ts";

/** Typing rests for so long (ms) before the server is asked. */
const REST = 160;
/** What is typed first where a command is wanted. */
const COMMAND = ">";
/** So near (px) to the end of the results the next ones are asked for. */
const NEAR_END = 400;

export interface SearchListener {
  /** The reader looks for something, or for nothing any more. */
  searching(active: boolean): void;
  /** The reader has picked a hit by the keyboard. */
  picked(link: HTMLAnchorElement): void;
  /** Escape in an empty field. */
  left(): void;
  /** The reader wants a command and not a conversation; `take` gives what they have typed of it by then. */
  commanded(take: () => string): void;
}

/** A field and what is found for it. The focus stays in the field; the arrows move through the results. */
export class SearchPanel {
  readonly #listener: SearchListener;
  readonly #field = byId("search", HTMLInputElement);
  readonly #clear = byId("search-clear", HTMLButtonElement);
  readonly #results = byId("results", HTMLElement);
  readonly #notes = byId("search-notes", HTMLElement);
  readonly #status = byId("search-status", HTMLElement);
  #hits: HTMLAnchorElement[] = [];
  #selected = -1;
  #next: string | undefined;
  #query = "";
  #timer = 0;
  /** Ends the request that is under way. */
  #request = new AbortController();
  #loadingMore = false;

  constructor(listener: SearchListener) {
    this.#listener = listener;
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("keydown", (event) => this.#pressed(event));
    this.#clear.addEventListener("click", () => {
      this.clear();
      this.#field.focus();
    });
    this.#results.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#results.addEventListener("click", ({ target }) => {
      this.#select(this.#hits.indexOf((target as Element).closest("a") as HTMLAnchorElement));
    });
  }

  /** What the reader looks for. */
  get words(): string {
    return this.#field.value.trim();
  }

  focus(): void {
    this.#field.focus();
    this.#field.select();
  }

  clear(): void {
    this.#field.value = "";
    this.#typed();
  }

  #takeCommand(): string {
    const { words } = this;
    this.clear();
    return words.startsWith(COMMAND) ? words.slice(COMMAND.length).trimStart() : "";
  }

  #typed(): void {
    clearTimeout(this.#timer);
    this.#request.abort();
    const { words } = this;
    if (words.startsWith(COMMAND)) {
      this.#listener.commanded(() => this.#takeCommand());
      return;
    }
    this.#clear.hidden = this.#field.value === "";
    this.#listener.searching(words !== "");
    if (words === "") {
      this.#query = "";
      this.#show([], undefined);
      this.#say("");
    } else {
      this.#timer = window.setTimeout(() => void this.#search(words), REST);
    }
  }

  async #search(words: string): Promise<void> {
    const page = await this.#ask(words, undefined);
    if (page) {
      this.#query = words;
      this.#results.scrollTop = 0;
      this.#show(
        page.items.map((hit, at) => searchResult(hit, `result-${at}`)),
        page.next,
      );
      this.#notes.replaceChildren(...(page.items.length === 0 ? [nothingFound(words)] : []));
      this.#say(page.items.length === 0 ? say("sidebar.nothingFound", { words }) : this.#count());
    }
  }

  /** Undefined when there is no answer, or none that is still wanted. */
  async #ask(words: string, after: string | undefined): Promise<SearchPage | undefined> {
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    try {
      return await search(words, after, signal);
    } catch {
      if (!signal.aborted) {
        this.#failed(words, after !== undefined);
      }
      return undefined;
    }
  }

  #failed(words: string, more: boolean): void {
    const again = textButton(say("page.tryAgain"), () => {
      this.#notes.replaceChildren();
      void (more ? this.#loadMore() : this.#search(words));
      this.#field.focus();
    });
    const note = element("div", { class: "search-note" }, element("p", {}, say("sidebar.searchFailed")), again);
    if (!more) {
      this.#show([], undefined);
    }
    this.#notes.replaceChildren(note);
    this.#say(say("sidebar.searchFailed"));
  }

  async #loadMore(): Promise<void> {
    if (this.#next === undefined || this.#loadingMore) {
      return;
    }
    this.#loadingMore = true;
    const page = await this.#ask(this.#query, this.#next);
    this.#loadingMore = false;
    if (page) {
      const from = this.#hits.length;
      const more = page.items.map((hit, at) => searchResult(hit, `result-${from + at}`));
      this.#hits.push(...more);
      this.#next = page.next;
      this.#results.append(...more);
      this.#say(this.#count());
    }
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#results;
    if (scrollHeight - scrollTop - clientHeight < NEAR_END && this.#notes.childElementCount === 0) {
      void this.#loadMore();
    }
  }

  #show(hits: HTMLAnchorElement[], next: string | undefined): void {
    this.#hits = hits;
    this.#next = next;
    this.#results.replaceChildren(...hits);
    this.#results.hidden = hits.length === 0;
    this.#notes.replaceChildren();
    this.#field.setAttribute("aria-expanded", String(hits.length > 0));
    this.#select(-1);
  }

  #select(at: number): void {
    this.#hits[this.#selected]?.setAttribute("aria-selected", "false");
    this.#selected = at;
    const hit = this.#hits[at];
    hit?.setAttribute("aria-selected", "true");
    hit?.scrollIntoView({ block: "nearest" });
    if (hit) {
      this.#field.setAttribute("aria-activedescendant", hit.id);
    } else {
      this.#field.removeAttribute("aria-activedescendant");
    }
  }

  #pressed(event: KeyboardEvent): void {
    if (event.isComposing) {
      return;
    }
    const last = this.#hits.length - 1;
    switch (event.key) {
      case "ArrowDown":
        event.preventDefault();
        this.#select(Math.min(this.#selected + 1, last));
        break;
      case "ArrowUp":
        event.preventDefault();
        this.#select(Math.max(this.#selected - 1, Math.min(this.#selected, 0)));
        break;
      case "Enter":
        event.preventDefault();
        this.#enter();
        break;
      case "Escape":
        event.preventDefault();
        event.stopPropagation();
        this.#escape();
        break;
    }
  }

  /** The first hit, if none was chosen; nothing while the results are not those of what is in the field. */
  #enter(): void {
    const hit = this.#hits[Math.max(this.#selected, 0)];
    if (hit && this.words === this.#query) {
      this.#select(this.#hits.indexOf(hit));
      this.#listener.picked(hit);
    }
  }

  #escape(): void {
    if (this.#field.value === "") {
      this.#listener.left();
    } else {
      this.clear();
    }
  }

  #count(): string {
    const count = this.#hits.length;
    return this.#next === undefined ? sayCount("sidebar.results", count) : say("sidebar.resultsMore", { count });
  }

  #say(words: string): void {
    this.#status.textContent = words;
  }
}

function nothingFound(words: string): HTMLElement {
  return element(
    "div",
    { class: "search-note" },
    element("p", {}, say("sidebar.nothingFound", { words })),
    element("p", { class: "hint" }, say("sidebar.nothingFoundWhy")),
  );
}
