import { knows, language, say } from "./words.ts";

/** What the server says in English, with the code under which other languages have words for it. */
interface Told {
  readonly code: string;
  readonly text: string;
}

/** Why a command was refused. */
export function refusalWords(told: Told): string {
  return wordsFor("refused", told);
}

/** Why an answer failed. */
export function failureWords(told: Told): string {
  return wordsFor("failure", told);
}

/** The server's own words tell more than those for a code, to whoever reads English. */
function wordsFor(bundle: "refused" | "failure", { code, text }: Told): string {
  const key = `${bundle}.${code.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase())}`;
  return knows(key) && (language !== "en" || text === "") ? say(key) : text;
}
