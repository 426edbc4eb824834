/** How well a text matches, and which of its characters do, in UTF-16 units. */
export interface Match {
  score: number;
  marks: number[];
}

/** What each character of a word counts, by where the word was found. */
const WORD_BEGINS = 3;
const INSIDE = 2;
export const SCATTERED = 1;
const LETTER = /[\p{L}\p{N}]/u;

/** Looks for each word of a query; undefined where one is not there, not even with other letters between its own. */
export function fuzzyMatch(text: string, query: string): Match | undefined {
  const folded = fold(text);
  const marks = new Set<number>();
  let score = 0;
  for (const word of fold(query).split(/\s+/).filter(Boolean)) {
    const found = find(folded, word);
    if (!found) {
      return undefined;
    }
    score += found.score * word.length;
    found.marks.forEach((mark) => marks.add(mark));
  }
  return { score: score - folded.length / 1000, marks: [...marks].sort((one, other) => one - other) };
}

/** Without case and accents, each character in its place. */
function fold(text: string): string {
  return Array.from({ length: text.length }, (_, at) => {
    const folded = text.charAt(at).normalize("NFD").charAt(0).toLowerCase();
    return folded.length === 1 ? folded : text.charAt(at);
  }).join("");
}

function find(text: string, word: string): Match | undefined {
  const places = placesOf(text, word);
  const at = places.find((place) => place === 0 || !LETTER.test(text.charAt(place - 1))) ?? places[0];
  if (at !== undefined) {
    const begins = at === 0 || !LETTER.test(text.charAt(at - 1));
    return {
      score: begins ? WORD_BEGINS : INSIDE,
      marks: Array.from({ length: word.length }, (_, offset) => at + offset),
    };
  }
  return scattered(text, word);
}

function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    places.push(at);
  }
  return places;
}

function scattered(text: string, word: string): Match | undefined {
  const marks: number[] = [];
  let from = 0;
  for (const letter of word) {
    const at = text.indexOf(letter, from);
    if (at < 0) {
      return undefined;
    }
    marks.push(at);
    from = at + 1;
  }
  return { score: SCATTERED, marks };
}
