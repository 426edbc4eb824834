/** The page's words, in the language that the server has chosen for its reader; see `dev.parley.web.words`. */

type Value = string | number;

/** The language of the page: a tag such as "de". */
export const language = globalThis.document?.documentElement.lang || "en";

/** How dates and numbers are written: as the reader's own region does, if it speaks the page's language. */
export const locale = globalThis.navigator?.languages?.find((tag) => tag.split("-")[0] === language) ?? language;

const words = readWords();
const plurals = new Intl.PluralRules(language);

function readWords(): Readonly<Record<string, string>> {
  const told = globalThis.document?.getElementById("words")?.textContent;
  return told ? (JSON.parse(told) as Record<string, string>) : {};
}

/** The words of that key, with values in their places; numbers are written as the language does. */
export function say(key: string, values: Readonly<Record<string, Value>> = {}): string {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : typeof value === "number" ? value.toLocaleString(locale) : value;
  });
}

/** The same for a number of things: the key ends in `One` for a single one, else in `Other`. */
export function sayCount(key: string, count: number): string {
  const ending = plurals.select(count) === "one" ? "One" : "Other";
  return say(key + ending, { count });
}

/** Whether there are words of that key. */
export function knows(key: string): boolean {
  return key in words;
}
