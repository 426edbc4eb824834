const LINES: ReadonlySet<string> = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6", "TR", "LI", "HR", "DIV"]);
const BLOCKS: ReadonlySet<string> = new Set([
  "P",
  "H1",
  "H2",
  "H3",
  "H4",
  "H5",
  "H6",
  "UL",
  "OL",
  "PRE",
  "TABLE",
  "BLOCKQUOTE",
  "HR",
]);

/** The text of cleaned nodes as a person would type it: blocks apart, items with their marks, cells with tabs between. */
export function plainText(root: Node): string {
  return new Writer().write(root);
}

class Writer {
  #text = "";
  #indent = "";

  write(root: Node): string {
    this.#children(root);
    return this.#text
      .replace(/[ \t]+$/gm, "")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
  }

  #children(node: Node): void {
    node.childNodes.forEach((child) => this.#node(child));
  }

  #node(node: Node): void {
    if (node instanceof Text) {
      this.#text += node.data;
    } else if (node instanceof HTMLElement) {
      this.#element(node);
    }
  }

  #element(element: HTMLElement): void {
    const { tagName } = element;
    if (BLOCKS.has(tagName) || LINES.has(tagName)) {
      this.#newLine();
    }
    if (tagName === "BR") {
      this.#text += `\n${this.#indent}`;
    } else if (tagName === "LI") {
      this.#item(element);
    } else if (tagName === "TD" || tagName === "TH") {
      this.#text += element.previousElementSibling ? "\t" : "";
      this.#children(element);
    } else if (tagName === "HR") {
      this.#text += "---";
    } else {
      this.#children(element);
    }
    if (BLOCKS.has(tagName)) {
      this.#newLine();
      this.#text += element.closest("li") ? "" : "\n";
    } else if (LINES.has(tagName)) {
      this.#newLine();
    }
  }

  #item(item: HTMLElement): void {
    const list = item.parentElement;
    const number = list instanceof HTMLOListElement ? list.start + [...list.children].indexOf(item) : undefined;
    const mark = number === undefined ? "- " : `${number}. `;
    const outer = this.#indent;
    this.#text += outer + mark;
    this.#indent += " ".repeat(mark.length);
    this.#children(item);
    this.#indent = outer;
  }

  #newLine(): void {
    const line = this.#text.slice(this.#text.lastIndexOf("\n") + 1);
    if (line !== "" && !/^ *(?:-|\d+\.) $/.test(line)) {
      this.#text += "\n";
    }
  }
}
