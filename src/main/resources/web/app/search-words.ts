/** A stretch of a text, in UTF-16 units; the end is exclusive. */
export interface Mark {
  start: number;
  end: number;
}

interface Word extends Mark {
  form: string;
}

interface Term {
  words: string[];
  /** Whether the last word may be the beginning of a longer one. */
  open: boolean;
}

/** Scripts that write no spaces have a word for each character. */
const ALONE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WORD = new RegExp(`${ALONE.source}|(?:(?!${ALONE.source})[\\p{L}\\p{N}]\\p{M}*)+`, "gu");
const NO_LETTER = /[^\p{L}\p{N}]+/gu;
const TERM = /"([^"]*)"?|[^\s"]+/g;

/** Where the words that the reader looked for stand in a text; cut and compared as the server does. */
export function foundIn(text: string, query: string): Mark[] {
  const words = wordsOf(text);
  const marked = new Set<Word>();
  for (const term of termsOf(query)) {
    words.forEach((_, at) => {
      const candidates = words.slice(at, at + term.words.length);
      if (matches(candidates, term)) {
        candidates.forEach((word) => marked.add(word));
      }
    });
  }
  return words.filter((word) => marked.has(word)).map(({ start, end }) => ({ start, end }));
}

function termsOf(query: string): Term[] {
  return [...query.matchAll(TERM)]
    .map((found) => ({ words: wordsOf(found[1] ?? found[0]).map(({ form }) => form), open: found[1] === undefined }))
    .filter(({ words }) => words.length > 0);
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)]
    .map(({ 0: word, index }) => ({ form: formOf(word), start: index, end: index + word.length }))
    .filter(({ form }) => form !== "");
}

function formOf(word: string): string {
  return word.normalize("NFKD").toLowerCase().replace(NO_LETTER, "");
}

function matches(candidates: readonly Word[], { words, open }: Term): boolean {
  return (
    candidates.length === words.length &&
    words.every((word, at) => {
      const form = candidates[at]?.form ?? "";
      return open && at === words.length - 1 ? form.startsWith(word) : form === word;
    })
  );
}
