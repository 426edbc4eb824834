import { cleanCopy } from "./clean-copy.ts";
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

/** A copy of the selected part, in the same blocks as it stands in. */
function selectedIn(text: Element, selected: Range): Node {
  const range = selected.cloneRange();
  if (!text.contains(range.startContainer)) {
    range.setStart(text, 0);
  }
  if (!text.contains(range.endContainer)) {
    range.setEnd(text, text.childNodes.length);
  }
  const common = range.commonAncestorContainer;
  let copy: Node = range.cloneContents();
  for (let around = common instanceof Element ? common : common.parentElement; around; around = around.parentElement) {
    const box = around.cloneNode(false);
    box.appendChild(copy);
    copy = box;
    if (around === text) {
      break;
    }
  }
  return copy;
}

function quoted(markdown: string): string {
  return markdown
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");
}
