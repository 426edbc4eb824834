import { mend } from "./mend.ts";
import { patch } from "./patch.ts";
import { inlineNodes } from "./render.ts";
import type { Page } from "../view/views.ts";
import type { NoteNumber } from "./references.ts";

/** Characters that may give text a meaning, or take part in an address. */
const SPECIAL = /[\\`*_~[\]()<>&:@/$\n\r\0]/;
const SPACE = /\s/;
const MAX_WORD = 100;
/** Longer texts are shown as they are: nobody writes them, and marks without end cost time without end. */
const MAX_LENGTH = 20_000;
/** How much of the time at most goes into drawing an open text again. */
const SHARE = 0.2;

/** The text of a paragraph, a heading or a table cell, from its first letter to its final form. */
export class InlineView {
  readonly #host: HTMLElement;
  readonly #page: Page;
  #text = "";
  #restUntil = 0;
  /** Whether some of the text waits for the next drawing, because it has marks in it. */
  #behind = false;

  constructor(host: HTMLElement, page: Page) {
    this.#host = host;
    this.#page = page;
  }

  /** Shows the text as far as it goes. */
  show(text: string): void {
    if (text === this.#text || (text.startsWith(this.#text) && this.#append(text.slice(this.#text.length)))) {
      this.#text = text;
      return;
    }
    this.#text = text;
    const start = performance.now();
    const guessed = new Map<string, number>();
    this.#render(mend(text), new Set(), (label) => this.#page.notes.guess(label, guessed));
    const end = performance.now();
    this.#restUntil = end + (end - start) / SHARE;
  }

  /** Gives the text its final form. */
  finish(text: string): void {
    this.#text = text;
    const missed = new Set<string>();
    const noted = new Set<string>();
    const promised = this.#render(text, missed, (label) => {
      noted.add(label);
      return this.#page.notes.number(label);
    });
    const again = (): void => this.finish(text);
    this.#page.references.await(missed, again);
    if (promised) {
      this.#page.references.awaitEnd(again);
    }
    this.#page.notes.await(noted, again);
  }

  /** Whether it has links in it whose definition may still come. */
  #render(text: string, missed: Set<string>, note: NoteNumber): boolean {
    this.#behind = false;
    if (text.length > MAX_LENGTH || !SPECIAL.test(text)) {
      this.#showPlain(text);
      return false;
    }
    const environment = this.#page.references.environment(missed, note);
    patch(
      this.#host,
      inlineNodes(text, environment, (work) => this.#page.later(work)),
    );
    return (environment.promised?.size ?? 0) > 0;
  }

  #showPlain(text: string): void {
    const fragment = document.createDocumentFragment();
    if (text !== "") {
      fragment.append(text);
    }
    patch(this.#host, fragment);
  }

  /** Adds to the last text on the page where that cannot change what stands before it. */
  #append(added: string): boolean {
    const last = lastText(this.#host);
    if (last && !this.#behind && !SPECIAL.test(added) && this.#endsPlainly(last.data)) {
      last.appendData(added);
      return true;
    }
    if (performance.now() < this.#restUntil) {
      this.#behind ||= SPECIAL.test(added) || !this.#endsPlainly(last?.data ?? "");
      if (!this.#behind) {
        this.#host.append(added);
      }
      return true;
    }
    return false;
  }

  /** Whether the last word has no mark in it and stands on the page as it was written. */
  #endsPlainly(shown: string): boolean {
    const first = Math.max(this.#text.length - MAX_WORD, 0);
    let start = this.#text.length - 1;
    while (start > first && !SPACE.test(this.#text.charAt(start))) {
      start--;
    }
    const word = this.#text.slice(Math.max(start, 0));
    return word.length < MAX_WORD && !SPECIAL.test(word) && shown.endsWith(word);
  }
}

function lastText(host: Node): Text | undefined {
  let last = host.lastChild;
  while (last?.lastChild) {
    last = last.lastChild;
  }
  return last instanceof Text ? last : undefined;
}
