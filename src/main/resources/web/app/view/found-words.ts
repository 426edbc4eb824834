import { foundIn } from "../search-words.ts";

/** The name of the highlight in the style sheet. */
const NAME = "found";
/** How long (ms) what was found stays marked. */
const MARKED_FOR = 8000;

/** A word does not go on from one of them to the next. */
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, pre, div, blockquote, button, summary";
const CONTROLS = "button, summary";

let timer = 0;

/**
 * Marks the words that were looked for without touching what is shown, and returns the first; undefined for none.
 *
 * @param lasting whether they stay marked until they are cleared
 */
export function markFound(within: Element, query: string, lasting = false): Range | undefined {
  clearFound();
  const ranges = rangesOf(within, query);
  if (ranges.length > 0 && "highlights" in CSS) {
    CSS.highlights.set(NAME, new Highlight(...ranges));
    if (!lasting) {
      timer = window.setTimeout(clearFound, MARKED_FOR);
    }
  }
  return ranges[0];
}

export function clearFound(): void {
  clearTimeout(timer);
  if ("highlights" in CSS) {
    CSS.highlights.delete(NAME);
  }
}

/** A word may stand in several text nodes: its beginning in bold, say. */
function rangesOf(within: Element, query: string): Range[] {
  const nodes: { node: Text; start: number }[] = [];
  let text = "";
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  let block: Element | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = node.parentElement?.closest(BLOCKS) ?? null;
    text += own === block ? "" : "\n";
    block = own;
    if (!own?.matches(CONTROLS)) {
      nodes.push({ node: node as Text, start: text.length });
      text += (node as Text).data;
    }
  }
  return foundIn(text, query).map(({ start, end }) => {
    const range = document.createRange();
    const first = nodes.findLast((it) => it.start <= start);
    const last = nodes.findLast((it) => it.start < end);
    if (first && last) {
      range.setStart(first.node, start - first.start);
      range.setEnd(last.node, end - last.start);
    }
    return range;
  });
}
