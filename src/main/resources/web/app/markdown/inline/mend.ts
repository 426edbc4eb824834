import { formulaAt, formulaBegun } from "./maths.ts";

const PUNCTUATION = /[\p{P}\p{S}]/u;
const MARKS = "*_~";
const MAX_DEPTH = 20;
/** What may be the start of something longer: an escape, an entity, an address in angle brackets. */
const BEGUN = /(?:\\|&#?\w{0,31})$/;
const BEGUN_ADDRESS = /<(?=[a-z][a-z\d+.-]{1,31}:[^\s<>]*$)/i;
const NOTE = /\[\^[^\]\[\s]*(\]|$)/y;
const BEGUN_DEFINITION = /^\[[^\]\n]+\]:[ \t]*\S*[ \t]*$/;

interface Opener {
  readonly mark: string;
  readonly at: number;
  length: number;
}

/**
 * Rounds off the text of an open block for display, so that what is still being written (`**bold te`, `[link](htt`)
 * looks as it will and its raw marks do not flash by. A guess that lives for a frame: the finished text is never mended.
 */
export function mend(text: string): string {
  if (BEGUN_DEFINITION.test(text)) {
    return "";
  }
  return new Mending(text.replace(BEGUN, "").replace(BEGUN_ADDRESS, "")).result();
}

class Mending {
  #text: string;
  #at = 0;
  readonly #openers: Opener[] = [];
  readonly #brackets: number[] = [];
  #openCode = 0;

  constructor(text: string) {
    this.#text = text;
  }

  result(): string {
    while (this.#at < this.#text.length && this.#openCode === 0) {
      this.#step(this.#text.charAt(this.#at));
    }
    this.#dropOpenBracket();
    return this.#closed();
  }

  #step(character: string): void {
    if (character === "\\" || character === "$") {
      this.#formula(character);
    } else if (character === "`") {
      this.#code();
    } else if (MARKS.includes(character)) {
      this.#marks(character);
    } else if (character === "[") {
      this.#openBracket();
    } else if (character === "]") {
      this.#closeBracket();
    } else {
      this.#at++;
    }
  }

  #formula(mark: string): void {
    const formula = formulaAt(this.#text, this.#at);
    if (formula) {
      this.#at = formula.end;
    } else if (formulaBegun(this.#text, this.#at)) {
      this.#text = this.#text.slice(0, this.#at);
    } else {
      this.#at += mark === "$" ? 1 : 2;
    }
  }

  #openBracket(): void {
    NOTE.lastIndex = this.#at;
    const note = NOTE.exec(this.#text);
    if (!note) {
      this.#brackets.push(this.#at++);
    } else if (note[1] === "]") {
      this.#at += note[0].length;
    } else {
      this.#text = this.#text.slice(0, this.#at);
    }
  }

  #code(): void {
    const length = this.#run("`");
    const start = this.#at + length;
    for (let end = start; end < this.#text.length;) {
      const open = this.#text.indexOf("`", end);
      if (open < 0) {
        break;
      }
      const width = runLength(this.#text, open);
      if (width === length) {
        this.#at = open + width;
        return;
      }
      end = open + width;
    }
    this.#openCodeAt(start, length);
  }

  #openCodeAt(start: number, length: number): void {
    const code = this.#text.slice(start).replace(/`+$/, "").trimEnd();
    if (code === "") {
      this.#text = this.#text.slice(0, start - length);
    } else {
      this.#text = this.#text.slice(0, start) + code;
      this.#openCode = length;
    }
    this.#at = this.#text.length;
  }

  #marks(mark: string): void {
    const length = this.#run(mark);
    const before = this.#text.charAt(this.#at - 1);
    const after = this.#text.charAt(this.#at + length);
    const top = this.#openers.at(-1);
    if (after === "" && !(top?.mark === mark && top.length === length)) {
      // The run may still grow: it is half of an end, or a start without anything in it.
      this.#text = this.#text.slice(0, this.#at);
      return;
    }
    if (top?.mark === mark && canClose(mark, before, after)) {
      this.#close(top, length);
    } else if (this.#openers.length < MAX_DEPTH && canOpen(mark, before, after)) {
      this.#openers.push({ mark, at: this.#at, length });
    }
    this.#at += length;
  }

  #close(top: Opener, length: number): void {
    top.length -= length;
    if (top.length <= 0) {
      this.#openers.pop();
    }
  }

  #closeBracket(): void {
    const open = this.#brackets.pop();
    const next = this.#text.charAt(this.#at + 1);
    if (open === undefined || (next !== "(" && next !== "[" && next !== "")) {
      this.#at++;
      return;
    }
    const end = next === "" ? -1 : linkEnd(this.#text, this.#at + 1);
    if (end >= 0) {
      this.#at = end;
      return;
    }
    // Half a link: its words alone. The end of the text decides between a link and brackets later.
    this.#text = this.#text.slice(0, this.#at);
    this.#brackets.push(open);
  }

  #dropOpenBracket(): void {
    const open = this.#brackets.at(-1);
    if (open === undefined || /\w/.test(this.#text.charAt(open - 1))) {
      return;
    }
    const start = this.#text.charAt(open - 1) === "!" ? open - 1 : open;
    this.#text = this.#text.slice(0, start) + this.#text.slice(open + 1);
    for (const opener of this.#openers) {
      if (opener.at > open) {
        Object.assign(opener, { at: opener.at - (open + 1 - start) });
      }
    }
  }

  #closed(): string {
    if (this.#openCode > 0) {
      // A mark inside of code must not end it.
      this.#text += (this.#text.endsWith("`") ? " " : "") + "`".repeat(this.#openCode);
    }
    let end = this.#text;
    let closers = "";
    for (const { mark, at, length } of this.#openers.reverse()) {
      if (mark === "~" && length !== 2) {
        continue;
      }
      end = end.trimEnd();
      if (closers === "" && end.length <= at + length) {
        end = end.slice(0, at);
      } else {
        closers += mark.repeat(length);
      }
    }
    return end + closers;
  }

  #run(mark: string): number {
    return runLength(this.#text, this.#at, mark);
  }
}

function runLength(text: string, at: number, mark = text.charAt(at)): number {
  let end = at;
  while (text[end] === mark) {
    end++;
  }
  return end - at;
}

function canOpen(mark: string, before: string, after: string): boolean {
  if (after.trim() === "" || (isPunctuation(after) && before.trim() !== "" && !isPunctuation(before))) {
    return false;
  }
  return mark !== "_" || before.trim() === "" || isPunctuation(before);
}

function canClose(mark: string, before: string, after: string): boolean {
  if (before.trim() === "" || (isPunctuation(before) && after.trim() !== "" && !isPunctuation(after))) {
    return false;
  }
  return mark !== "_" || after.trim() === "" || isPunctuation(after);
}

function isPunctuation(character: string): boolean {
  return character !== "" && PUNCTUATION.test(character);
}

/** Behind the end of a link's address, `(…)` or `[…]`, or -1 while it has none. */
function linkEnd(text: string, start: number): number {
  const open = text.charAt(start);
  const close = open === "(" ? ")" : "]";
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") {
      at++;
    } else if (character === open) {
      depth++;
    } else if (character === close && --depth === 0) {
      return at + 1;
    }
  }
  return -1;
}
