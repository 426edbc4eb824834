import { cleanCopy } from "../../markdown/copy/clean-copy.ts";
import { selectedIn } from "../../markdown/copy/selected.ts";
import { markdownOf } from "./markdown-of.ts";

const TEXTS = ".message-body";

/** What is selected inside of messages, as lines of a quotation; one for each message, empty for none. */
export function quotesOf(selection: Selection): string[] {
  if (selection.isCollapsed || selection.rangeCount === 0) {
    return [];
  }
  const range = selection.getRangeAt(0);
  return [...document.querySelectorAll(TEXTS)]
    .filter((text) => range.intersectsNode(text))
    .map((text) => markdownOf(cleanCopy(selectedIn(text, range))))
    .filter((markdown) => markdown !== "")
    .map(quoted);
}

function quoted(markdown: string): string {
  return markdown
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");
}
