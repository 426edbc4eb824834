import { differencesBySplit } from "./splits.ts";

/** Whole and half constructs, of which every order makes a text that somebody could write. */
const PIECES = [
  "word ",
  "two words",
  "\n",
  "\n\n",
  "**",
  "*",
  "_",
  "~~",
  "`",
  "``` ",
  "```js\n",
  "\n```\n",
  "[",
  "](",
  ")",
  "![",
  "[^1]",
  "[^2]: note\n",
  "\n[^1]: text\n",
  "\n\n[^a]: more\n    indented\n",
  "[^a]",
  "[^",
  "$",
  "$$",
  "\n$$\n",
  "$x_1$",
  "$5 ",
  "\\(",
  "\\)",
  "\\[",
  "\\]",
  "\\",
  "&amp;",
  "&am",
  "&#6",
  "<",
  ">",
  "> ",
  "\n> ",
  "- ",
  "\n- ",
  "\n1. ",
  "\n  - ",
  "# ",
  "\n## ",
  "\n---\n",
  "\n===\n",
  "| a | b |\n|---|---|\n",
  "| c | d |\n",
  "|",
  "https://example.org/",
  "[l]",
  "\n\n[l]: https://example.org\n",
  "\t",
  "    ",
  "\r\n",
  "\n\n~~~\n",
  "😀",
  "é",
  "x^2",
  "{",
  "}",
  "- [ ] ",
  "- [x] done\n",
  "<b>",
  "\u0000",
];

/** Says which of so many texts, put together by chance but the same in each run, look otherwise when they are cut. */
export async function differencesOfRandomTexts(first: number, count: number): Promise<string[]> {
  const found: string[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const text = randomText(seed);
    for (const difference of await differencesBySplit(text, 2)) {
      found.push(`${JSON.stringify(text)}: ${difference}`);
    }
  }
  return found;
}

function randomText(seed: number): string {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
  return Array.from({ length: 4 + next(28) }, () => PIECES[next(PIECES.length)]).join("");
}
