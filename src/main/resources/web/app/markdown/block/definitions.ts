/** Hears of a link definition such as `[label]: https://example.org "Title"`, in its raw form. */
export type Define = (label: string, destination: string, title: string) => void;

const LABEL = /\[((?:[^\\[\]]|\\.){1,999})\]:/sy;
const GAP = /[ \t]*(?:\n[ \t]*)?/y;
const DESTINATION = /<((?:[^<>\n\\]|\\.)*)>|([^\s<][^\s]*)/y;
const TITLE = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\)/sy;
const END_OF_LINE = /[ \t]*(?:\n|$)/y;

/** Takes the link definitions off the start of a paragraph; gives what is left of it. */
export function takeDefinitions(paragraph: string, define: Define): string {
  let at = 0;
  while (paragraph[at] === "[") {
    const end = takeDefinition(paragraph, at, define);
    if (end === undefined) {
      break;
    }
    at = end;
  }
  return paragraph.slice(at);
}

function takeDefinition(text: string, start: number, define: Define): number | undefined {
  const label = match(LABEL, text, start);
  if (!label || label[1]?.trim() === "" || label[1]?.startsWith("^")) {
    return undefined;
  }
  const gap = skip(GAP, text, start + label[0].length);
  const destination = match(DESTINATION, text, gap);
  if (!destination || !balanced(destination[2] ?? "")) {
    return undefined;
  }
  const behind = gap + destination[0].length;
  const title = readTitle(text, behind);
  const end = title?.end ?? endOfLine(text, behind);
  if (end === undefined) {
    return undefined;
  }
  define(label[1] ?? "", destination[1] ?? destination[2] ?? "", title?.text ?? "");
  return end;
}

/** The title must be alone on the rest of its line; otherwise the next line is no title but a paragraph. */
function readTitle(text: string, at: number): { text: string; end: number } | undefined {
  const start = skip(GAP, text, at);
  const title = start > at ? match(TITLE, text, start) : null;
  const end = title ? endOfLine(text, start + title[0].length) : undefined;
  if (!title || end === undefined) {
    return undefined;
  }
  return { text: title[1] ?? title[2] ?? title[3] ?? "", end };
}

function balanced(destination: string): boolean {
  let depth = 0;
  for (let at = 0; at < destination.length && depth >= 0; at++) {
    const character = destination[at];
    if (character === "\\") {
      at++;
    } else if (character === "(") {
      depth++;
    } else if (character === ")") {
      depth--;
    }
  }
  return depth === 0;
}

function endOfLine(text: string, at: number): number | undefined {
  const end = match(END_OF_LINE, text, at);
  return end ? at + end[0].length : undefined;
}

function skip(pattern: RegExp, text: string, at: number): number {
  return at + (match(pattern, text, at)?.[0].length ?? 0);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
