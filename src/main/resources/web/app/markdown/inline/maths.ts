/** A formula inside a text. */
export interface Formula {
  readonly source: string;
  readonly display: boolean;
  /** Where the text goes on. */
  readonly end: number;
}

const LONGEST = 1_000;
/** What hardly any text has and hardly any formula is without. */
const SIGN = /[\\^_={}<>+*|]/;
const WORD = /[\p{L}\p{N}]/u;
/** An amount of money and words: `5 a month, or 10`. */
const AMOUNT = /^[\d.,]+(?!.*[\\^_={}<>+*|])(?=.*[^\d.,])/s;
/** So much of a text behind a dollar may still turn out as a formula without a sign in it. */
const UNDECIDED = 12;
const PAIRS: Readonly<Record<string, readonly [end: string, display: boolean]>> = {
  $$: ["$$", true],
  "\\(": ["\\)", false],
  "\\[": ["\\]", true],
};

/** The formula that begins at that place, in one of the ways that models write them; dollars may also be money. */
export function formulaAt(text: string, at: number): Formula | undefined {
  const pair = PAIRS[text.slice(at, at + 2)];
  if (!pair) {
    return text[at] === "$" ? betweenDollars(text, at) : undefined;
  }
  const [mark, display] = pair;
  const end = text.indexOf(mark, at + 2);
  const source = end < 0 ? "" : text.slice(at + 2, end).trim();
  return !WORD.test(source) || source.length > LONGEST ? undefined : { source, display, end: end + 2 };
}

/** Whether a formula may have begun at that place of which the end is still to come. */
export function formulaBegun(text: string, at: number): boolean {
  const rest = text.slice(at + 1);
  if (PAIRS[text.slice(at, at + 2)]) {
    return rest.length < LONGEST && !(rest.startsWith("$") && rest.slice(1).includes("$$"));
  }
  if (text[at] !== "$" || !mayOpen(text, at) || rest.includes("$") || rest.includes("\n")) {
    return text[at] === "$" && rest === "";
  }
  return !/\d/.test(rest.charAt(0)) && (rest.length <= UNDECIDED || (SIGN.test(rest) && rest.length < LONGEST / 4));
}

function betweenDollars(text: string, at: number): Formula | undefined {
  if (!mayOpen(text, at)) {
    return undefined;
  }
  const last = Math.min(text.length, at + LONGEST);
  for (let end = at + 1; end < last; end++) {
    if (text[end] === "\\") {
      end++;
    } else if (text[end] === "$") {
      const source = text.slice(at + 1, end);
      const closes =
        WORD.test(source) && !/\s$/.test(source) && !/[\w$]/.test(text.charAt(end + 1)) && !AMOUNT.test(source);
      return closes ? { source, display: false, end: end + 1 } : undefined;
    }
  }
  return undefined;
}

function mayOpen(text: string, at: number): boolean {
  return !/[\w$\\]/.test(text.charAt(at - 1)) && /[^\s$]/.test(text.charAt(at + 1));
}
