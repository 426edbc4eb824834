import type { Highlight } from "./highlighter.ts";
import type { Run } from "./run-emitter.ts";

/** Longer lines are data rather than code, and would take long. */
const MAX_LINE = 2_000;
/** After so many lines inside one construct it is taken as ended: a comment without an end must not cost ever more. */
const MAX_LINES = 400;

/**
 * Colours code line by line. A line is coloured once: with the lines before it back to where the language was last
 * between two constructs. Inside a long construct lines are coloured a few at a time, ever more, so that the whole
 * costs a small multiple of the code. All depends on the lines alone, not on when they come.
 */
export class Colouring {
  readonly #highlight: Highlight;
  /** The lines since the language was last between two constructs. */
  #lines: string[] = [];
  /** How many of them are coloured. */
  #coloured = 0;

  constructor(highlight: Highlight) {
    this.#highlight = highlight;
  }

  /** Takes one more line, with its end; gives the runs of the lines that are coloured by it, oldest first. */
  add(line: string): Run[][] {
    this.#lines.push(line.length > MAX_LINE ? "\n" : line);
    const due = this.#coloured + 1 + (this.#coloured >> 2);
    return this.#lines.length >= due ? this.#colour() : [];
  }

  /** Gives the runs of the lines that are left. */
  end(): Run[][] {
    return this.#coloured < this.#lines.length ? this.#colour() : [];
  }

  #colour(): Run[][] {
    const { runs, complete } = this.#highlight(this.#lines.join(""));
    const coloured = splitLines(runs).slice(this.#coloured, this.#lines.length);
    if (complete || this.#lines.length >= MAX_LINES) {
      this.#lines = [];
      this.#coloured = 0;
    } else {
      this.#coloured = this.#lines.length;
    }
    return coloured;
  }
}

function splitLines(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const { text, scope } of runs) {
    text.split(/(?<=\n)/).forEach((part) => {
      lines.at(-1)?.push({ text: part, scope });
      if (part.endsWith("\n")) {
        lines.push([]);
      }
    });
  }
  return lines;
}
