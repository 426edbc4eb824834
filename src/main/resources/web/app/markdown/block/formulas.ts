const ENDS: Readonly<Record<string, string>> = { $$: "$$", "\\[": "\\]" };
/** What hardly any text has and hardly any formula is without. */
const SIGN = /[\\^_={}]/;

export interface FormulaStart {
  readonly end: string;
  readonly complete: boolean;
}

/** Whether a formula of its own begins with this line. Where more text follows its end, it stands in that text. */
export function readFormula(line: string): FormulaStart | undefined {
  const end = ENDS[line.slice(0, 2)];
  if (!end || line[2] === "$") {
    return undefined;
  }
  const rest = line.slice(2).trim();
  if (rest.includes(end)) {
    return rest.indexOf(end) === rest.length - end.length && rest.length > end.length
      ? { end, complete: true }
      : undefined;
  }
  return rest === "" || SIGN.test(rest) ? { end, complete: false } : undefined;
}

export function endsFormula(line: string, end: string): boolean {
  return line.trimEnd().endsWith(end);
}

/** The formula without its marks. */
export function formulaOf(lines: readonly string[], end: string): string {
  return lines.join("\n").trim().slice(2).slice(0, -end.length).trim();
}
