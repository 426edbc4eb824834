/** What stands around a text that is marked. */
const MARKS: Record<string, string> = { STRONG: "**", B: "**", EM: "*", I: "*", DEL: "~~", S: "~~" };
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, pre, table, hr, div";

/** Writes a clean copy of a text as Markdown again: blocks with an empty line between them. */
export function markdownOf(copy: Element): string {
  return blocksOf(copy).join("\n\n");
}

function blocksOf(container: Element): string[] {
  const blocks: string[] = [];
  let line = "";
  const endLine = (): void => {
    if (line.trim() !== "") {
      blocks.push(line.trim());
    }
    line = "";
  };
  for (const child of container.childNodes) {
    if (child instanceof Element && child.matches(BLOCKS)) {
      endLine();
      blocks.push(...blockOf(child));
    } else {
      line += inline(child);
    }
  }
  endLine();
  return blocks;
}

function blockOf(block: Element): string[] {
  switch (block.tagName) {
    case "UL":
    case "OL":
      return [listOf(block)];
    case "BLOCKQUOTE":
      return [prefixed(markdownOf(block), "> ", "> ")];
    case "PRE":
      return [fenced(block)];
    case "TABLE":
      return [tableOf(block)];
    case "HR":
      return ["---"];
    case "DIV":
      return blocksOf(block);
    default: {
      const level = /^H([1-6])$/.exec(block.tagName)?.[1];
      const text = inlines(block).trim();
      return text === "" ? [] : [level === undefined ? text : `${"#".repeat(Number(level))} ${text}`];
    }
  }
}

function listOf(list: Element): string {
  const first = Number(list.getAttribute("start") ?? 1);
  return [...list.children]
    .map((item, at) => {
      const mark = list.tagName === "OL" ? `${first + at}. ` : "- ";
      return prefixed(blocksOf(item).join("\n"), mark, " ".repeat(mark.length));
    })
    .join("\n");
}

function fenced(block: Element): string {
  const text = block.textContent;
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const language = block.querySelector<HTMLElement>("code")?.dataset["language"] ?? "";
  return `${fence}${/^\S+$/.test(language) ? language : ""}\n${text}\n${fence}`;
}

function tableOf(table: Element): string {
  const rows = [...table.querySelectorAll("tr")].map((row) => [...row.children].map(cellOf));
  const width = Math.max(0, ...rows.map((row) => row.length));
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(Array.from({ length: width }, () => "---")), ...body.map(line)].join("\n");
}

function cellOf(cell: Element): string {
  return inlines(cell).trim().replaceAll("\n", " ").replaceAll("|", "\\|");
}

function inlines(container: Node): string {
  return [...container.childNodes].map(inline).join("");
}

function inline(node: Node): string {
  if (!(node instanceof Element)) {
    return node.textContent ?? "";
  }
  const text = inlines(node);
  const href = node.getAttribute("href");
  if (node.tagName === "BR") {
    return "\n";
  }
  if (node.tagName === "CODE") {
    return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
  }
  if (href !== null) {
    return href === text ? text : `[${text}](${href})`;
  }
  const mark = MARKS[node.tagName];
  // A mark must touch the text that it marks.
  return mark && text.trim() !== "" ? text.replace(/^(\s*)([^]*?)(\s*)$/, `$1${mark}$2${mark}$3`) : text;
}

function prefixed(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, at) => ((at === 0 ? first : others) + line).trimEnd())
    .join("\n");
}
