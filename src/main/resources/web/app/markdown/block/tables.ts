import type { Alignment } from "./block.ts";

const DELIMITER_ROW = /^[-:|][-:| \t]*$/;
const DELIMITER = /^(:?)-+(:?)$/;
const MAX_COLUMNS = 128;

/** The alignments that a line of dashes gives the columns, if it is one. */
export function readDelimiterRow(line: string): Alignment[] | undefined {
  if (!DELIMITER_ROW.test(line)) {
    return undefined;
  }
  const found = splitRow(line).map((cell) => DELIMITER.exec(cell));
  if (found.length === 0 || found.length > MAX_COLUMNS || found.includes(null)) {
    return undefined;
  }
  return found.map((cell) => alignment(cell?.[1] === ":", cell?.[2] === ":"));
}

function alignment(left: boolean, right: boolean): Alignment {
  if (left && right) {
    return "center";
  }
  return right ? "right" : left ? "left" : undefined;
}

/** The cells of a row; a bar behind a backslash is text, even in code. */
export function splitRow(line: string): string[] {
  const row = line.trim();
  const cells: string[] = [];
  let cell = "";
  for (let at = 0; at < row.length; at++) {
    if (row[at] === "\\" && row[at + 1] === "|") {
      cell += "|";
      at++;
    } else if (row[at] === "|") {
      cells.push(cell.trim());
      cell = "";
    } else {
      cell += row[at];
    }
  }
  cells.push(cell.trim());
  if (row.startsWith("|")) {
    cells.shift();
  }
  if (cells.at(-1) === "" && row.endsWith("|")) {
    cells.pop();
  }
  return cells;
}
