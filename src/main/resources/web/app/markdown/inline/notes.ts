import { say } from "../../words.ts";

/**
 * The footnotes of one text: numbered by their first use, their texts in one list below all else. A mark stands from its
 * first use on, as most get their text only at the very end; one that never gets any becomes what was written.
 */
export class Notes {
  readonly #host: HTMLElement;
  readonly #list = document.createElement("ol");
  readonly #section = document.createElement("section");
  readonly #numbers = new Map<string, number>();
  readonly #bodies = new Map<string, HTMLLIElement>();
  readonly #renders = new Map<string, Set<() => void>>();
  /** Those that got no text, known when the text has ended. */
  readonly #void = new Set<string>();
  /** Where the reader came from, by the number of the note. */
  readonly #from = new Map<number, HTMLElement>();

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#section.className = "notes";
    this.#section.setAttribute("aria-label", say("element.footnotes"));
    this.#section.append(this.#list);
  }

  /** The number of a note that is used in a finished text. */
  number(label: string): number | undefined {
    const key = label.toLowerCase();
    if (this.#void.has(key)) {
      return undefined;
    }
    const known = this.#numbers.get(key);
    if (known !== undefined) {
      return known;
    }
    const next = this.#numbers.size + 1;
    this.#numbers.set(key, next);
    this.#place(key);
    return next;
  }

  /** The number that a note in an unfinished text will have; `guessed` are those of the same text. */
  guess(label: string, guessed: Map<string, number>): number | undefined {
    const key = label.toLowerCase();
    const known = this.#numbers.get(key) ?? guessed.get(key);
    if (known !== undefined || this.#void.has(key)) {
      return known;
    }
    const next = this.#numbers.size + guessed.size + 1;
    guessed.set(key, next);
    return next;
  }

  /** Draws a text again when the number of one of its notes has turned out otherwise. */
  await(labels: ReadonlySet<string>, render: () => void): void {
    for (const label of labels) {
      const key = label.toLowerCase();
      this.#renders.set(key, (this.#renders.get(key) ?? new Set()).add(render));
    }
  }

  /** Takes the text of a note; the first of a label counts. */
  define(label: string, body: HTMLElement): void {
    const key = label.toLowerCase();
    if (!this.#bodies.has(key)) {
      this.#bodies.set(key, noteItem(body));
      this.#place(key);
    }
  }

  /** What a block that is added to that element stands before, so that the list remains the last. */
  behind(element: HTMLElement): Node | null {
    return this.#section.parentNode === element ? this.#section : null;
  }

  /** To be called when the text has ended: what got no text by then gets none. */
  settle(): void {
    const used = [...this.#numbers.keys()];
    const missing = used.filter((key) => !this.#bodies.has(key));
    if (missing.length === 0) {
      return;
    }
    missing.forEach((key) => this.#void.add(key));
    this.#numbers.clear();
    used.filter((key) => !this.#void.has(key)).forEach((key, index) => this.#numbers.set(key, index + 1));
    this.#numbers.forEach((_, key) => this.#place(key));
    new Set(used.flatMap((key) => [...(this.#renders.get(key) ?? [])])).forEach((render) => render());
  }

  #place(key: string): void {
    const number = this.#numbers.get(key);
    const item = this.#bodies.get(key);
    if (number === undefined || !item) {
      return;
    }
    if (!this.#section.isConnected && this.#section.parentNode !== this.#host) {
      this.#host.append(this.#section);
      this.#host.addEventListener("click", ({ target }) => this.#follow(target));
    }
    item.value = number;
    item.querySelector(".note-back")?.setAttribute("aria-label", say("element.backFromNote", { number }));
    const after = [...this.#list.children].find((other) => other !== item && (other as HTMLLIElement).value > number);
    this.#list.insertBefore(item, after ?? null);
  }

  #follow(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest<HTMLElement>(".note-mark, .note-back") : null;
    if (button?.classList.contains("note-mark")) {
      const number = Number(button.textContent);
      this.#from.set(number, button);
      this.#show([...this.#list.children].find((item) => (item as HTMLLIElement).value === number));
    } else if (button) {
      const number = button.closest("li")?.value ?? 0;
      const from = this.#from.get(number);
      this.#show(from?.isConnected ? from : this.#marks.find((mark) => Number(mark.textContent) === number));
    }
  }

  get #marks(): HTMLElement[] {
    return [...this.#host.querySelectorAll<HTMLElement>(".note-mark")];
  }

  #show(place: Element | undefined): void {
    if (place instanceof HTMLElement) {
      place.focus({ preventScroll: true });
      place.scrollIntoView({ block: "nearest" });
    }
  }
}

/** What stands in the text for a note. */
export function noteMark(number: string): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "note-mark";
  button.setAttribute("aria-label", say("element.footnote", { number }));
  button.textContent = number;
  return button;
}

function noteItem(body: HTMLElement): HTMLLIElement {
  const item = document.createElement("li");
  const back = document.createElement("button");
  item.tabIndex = -1;
  back.type = "button";
  back.className = "note-back";
  back.textContent = "↩";
  item.append(body, back);
  return item;
}
