import { Colouring } from "./colouring.ts";
import { colourLine } from "./colours.ts";
import { loadHighlight } from "./highlighter.ts";
import { whenIdle } from "./idle.ts";
import type { Run } from "./run-emitter.ts";

/** Lines that end so close to each other (ms) are coloured together: each time the browser draws once more. */
const GATHERED = 120;

/** Colours the finished lines of one code block when the page has time; each of them once. */
export class LineColours {
  readonly #later: (work: Promise<void>) => void;
  readonly #word: string;
  #colouring: Colouring | undefined;
  /** The lines that were not read yet, and those that were read but not coloured. */
  readonly #unread: HTMLElement[] = [];
  readonly #uncoloured: HTMLElement[] = [];
  #ended = false;
  #working = false;

  constructor(word: string, later: (work: Promise<void>) => void) {
    this.#word = word;
    this.#later = later;
  }

  add(line: HTMLElement): void {
    this.#unread.push(line);
    this.#start();
  }

  end(): void {
    this.#ended = true;
    this.#start();
  }

  #start(): void {
    if (!this.#working) {
      this.#working = true;
      this.#later(this.#work());
    }
  }

  async #work(): Promise<void> {
    try {
      this.#colouring ??= await this.#load();
      await new Promise((done) => setTimeout(done, GATHERED));
      await new Promise<void>((done) => whenIdle(() => this.#step(done)));
    } catch {
      // Code without colours is still code: the language could not be loaded now, the next line tries again.
    }
    this.#working = false;
  }

  async #load(): Promise<Colouring | undefined> {
    const highlight = await loadHighlight(this.#word);
    return highlight && new Colouring(highlight);
  }

  /** Reads one line; whether it was the last. */
  #step(done: () => void): boolean {
    const line = this.#unread.shift();
    if (line) {
      this.#uncoloured.push(line);
      this.#colour(this.#colouring?.add(line.textContent) ?? []);
      return false;
    }
    if (this.#ended) {
      this.#colour(this.#colouring?.end() ?? []);
    }
    this.#working = false;
    done();
    return true;
  }

  #colour(lines: readonly Run[][]): void {
    for (const runs of lines) {
      const line = this.#uncoloured.shift();
      // Colours never change the text: where the two differ, as in a line that was too long, it stays plain.
      if (line && runs.map((run) => run.text).join("") === line.textContent) {
        line.replaceChildren(colourLine(runs));
      }
    }
  }
}
