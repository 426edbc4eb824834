const TAB_STOP = 4;
const CODE_INDENT = 4;

/** Reads one line from its start, counting columns: a tab reaches to the next multiple of four. */
export class LineCursor {
  readonly text: string;
  #offset = 0;
  #column = 0;
  /** A tab of which only some columns were taken, as by the space after a list marker. */
  #insideTab = false;
  #nextOffset = 0;
  #nextColumn = 0;

  constructor(text: string) {
    this.text = text;
    this.#lookAhead();
  }

  /** How many columns of white space stand before the next character. */
  get indent(): number {
    return this.#nextColumn - this.#column;
  }

  /** Whether what follows would be indented code. */
  get indented(): boolean {
    return this.indent >= CODE_INDENT;
  }

  /** Whether only white space is left. */
  get blank(): boolean {
    return this.#nextOffset >= this.text.length;
  }

  /** The next character that is not white space, or nothing. */
  get next(): string {
    return this.text.charAt(this.#nextOffset);
  }

  /** What is left, without the white space before it. */
  get content(): string {
    return this.text.slice(this.#nextOffset);
  }

  /** What is left, white space and all; of a tab that was taken in part, the columns that remain. */
  get rest(): string {
    if (!this.#insideTab) {
      return this.text.slice(this.#offset);
    }
    return " ".repeat(TAB_STOP - (this.#column % TAB_STOP)) + this.text.slice(this.#offset + 1);
  }

  skipIndent(): void {
    this.#offset = this.#nextOffset;
    this.#column = this.#nextColumn;
    this.#insideTab = false;
  }

  skipCharacters(count: number): void {
    for (let left = count; left > 0 && this.#offset < this.text.length; left--) {
      this.#column += this.text[this.#offset] === "\t" ? this.#columnsOfTab() : 1;
      this.#offset++;
    }
    this.#insideTab = false;
    this.#lookAhead();
  }

  /** Skips white space only, at most so many columns of it. */
  skipColumns(count: number): void {
    let left = count;
    while (left > 0 && this.#atBlank()) {
      const width = this.text[this.#offset] === "\t" ? this.#columnsOfTab() : 1;
      this.#insideTab = width > left;
      this.#column += Math.min(width, left);
      this.#offset += this.#insideTab ? 0 : 1;
      left -= width;
    }
    this.#lookAhead();
  }

  #columnsOfTab(): number {
    return TAB_STOP - (this.#column % TAB_STOP);
  }

  #atBlank(): boolean {
    const character = this.text[this.#offset];
    return character === " " || character === "\t";
  }

  #lookAhead(): void {
    let offset = this.#offset;
    let column = this.#column;
    for (; offset < this.text.length; offset++) {
      const character = this.text[offset];
      if (character === " ") {
        column++;
      } else if (character === "\t") {
        column += TAB_STOP - (column % TAB_STOP);
      } else {
        break;
      }
    }
    this.#nextOffset = offset;
    this.#nextColumn = column;
  }
}
