import type MarkdownIt from "markdown-it";
import { type Environment, normalizeReference } from "./references.ts";

type Rule = Parameters<MarkdownIt["inline"]["ruler"]["push"]>[1];

/** Not a footnote, and no longer than CommonMark allows. */
const LABEL = /\[(?!\^)((?:[^[\]\\]|\\.){0,999})\]/y;
/** As in `matrix[row][column]`, which is no link. */
const WORD_BEFORE = /[\p{L}\p{N}_\])]$/u;

/** Reads `[words][label]` as its words as long as the label's definition may still come. */
export const promisedLink: Rule = (state, silent) => {
  const { promised, references } = state.env as Environment;
  const start = state.pos;
  if (!promised || state.src[start] !== "[" || WORD_BEFORE.test(state.src.slice(Math.max(0, start - 2), start))) {
    return false;
  }
  const end = state.md.helpers.parseLinkLabel(state, start, true);
  LABEL.lastIndex = end + 1;
  const label = end < 0 ? null : LABEL.exec(state.src);
  // Kept, because what stands inside is looked at by the same pattern.
  const after = LABEL.lastIndex;
  if (!label || after > state.posMax) {
    return false;
  }
  const words = state.src.slice(start + 1, end);
  const key = normalizeReference(label[1] || words);
  if (key === "" || references[key]) {
    return false;
  }
  promised.add(key);
  if (!silent) {
    const { posMax } = state;
    const links = state as typeof state & { linkLevel: number };
    state.pos = start + 1;
    state.posMax = end;
    links.linkLevel++;
    state.md.inline.tokenize(state);
    links.linkLevel--;
    state.posMax = posMax;
  }
  state.pos = after;
  return true;
};
