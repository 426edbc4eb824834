/** Stands in until the renderer is here. */
export class MarkdownView {
  readonly #host: HTMLElement;
  #text = "";

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  get text(): string {
    return this.#text;
  }

  append(text: string): void {
    this.#text += text;
  }

  flush(): void {
    const blocks = this.#text.split(/\n\n+/);
    blocks.forEach((block, index) => {
      const paragraph = this.#host.children[index] ?? this.#host.appendChild(document.createElement("p"));
      if (paragraph.textContent !== block) {
        paragraph.textContent = block;
      }
    });
  }

  finish(): void {
    this.flush();
  }
}
