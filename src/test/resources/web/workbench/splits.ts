import { characters, random, show, whole, type Split } from "./show.ts";

/** Says where the result differs by how the text was cut; nothing if it never does. */
export async function differencesBySplit(text: string, cuts = 8): Promise<string[]> {
  const expected = (await show(text, whole)).innerHTML;
  const splits: Split[] = [characters];
  for (let seed = 1; seed <= cuts; seed++) {
    splits.push(random(seed, 5 * seed));
  }
  const differences: string[] = [];
  for (const [index, split] of splits.entries()) {
    const actual = (await show(text, split)).innerHTML;
    if (actual !== expected) {
      differences.push(`split ${index}: ${firstDifference(expected, actual)}`);
    }
  }
  return differences;
}

function firstDifference(expected: string, actual: string): string {
  let at = 0;
  while (expected[at] === actual[at]) {
    at++;
  }
  return `expected …${around(expected, at)}… but was …${around(actual, at)}…`;
}

function around(text: string, at: number): string {
  return text.slice(Math.max(at - 60, 0), at + 60);
}
