/** A stretch of code in one colour. */
export interface Run {
  readonly text: string;
  /** What it is to the language, in highlight.js's words, such as "title.function". */
  readonly scope: string | undefined;
}

/** Takes what highlight.js finds as runs, so that no HTML is made of the code on its way to the page. */
export class RunEmitter {
  readonly runs: Run[] = [];
  readonly #scopes: string[] = [];

  addText(text: string): void {
    if (text !== "") {
      this.runs.push({ text, scope: this.#scopes.at(-1) });
    }
  }

  startScope(scope: string): void {
    this.#scopes.push(scope);
  }

  endScope(): void {
    this.#scopes.pop();
  }

  openNode(scope: string): void {
    this.startScope(scope);
  }

  closeNode(): void {
    this.endScope();
  }

  __addSublanguage(emitter: RunEmitter): void {
    this.runs.push(...emitter.runs);
  }

  finalize(): void {}

  toHTML(): string {
    return "";
  }
}
