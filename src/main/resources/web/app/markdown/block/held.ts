import type { Block } from "./block.ts";

/** Marks that say what a line is, of which the line has no more yet: `##`, `- `, `1`, `> *`, `---`, `| a`. */
const UNDECIDED =
  /^(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*(?:[-*_=~`#+:\s]*|\d{1,9}[.)]?|\[[ xX]?\]?[ \t]*|\[[^\]]{0,40}(?:\]:?)?|\${1,2}|\\\[?|\|.*|(?:`{3,}|~{3,})[^`]*)$/;
const UNDECIDED_IN_TABLE = /^[ \t>]*[|:\-\s]*$/;
const UNDECIDED_IN_FENCE = /^[ \t>]*(?:`+|~+)[ \t]*$/;

/** Longer starts are shown as they are: no mark is that long, and looking for one would take its time. */
const MAX_LENGTH = 200;

/**
 * Whether the start of a line should wait for more of it before it is shown, because it would be shown as something
 * that it will hardly stay. This decides about the looks of a moment only, never about the result.
 */
export function isHeld(partial: string, tip: Block): boolean {
  if (partial.length > MAX_LENGTH) {
    return false;
  }
  if (tip.kind === "code" && tip.fence) {
    return UNDECIDED_IN_FENCE.test(partial) && partial.includes(tip.fence.character);
  }
  if (tip.kind === "table" && UNDECIDED_IN_TABLE.test(partial)) {
    return true;
  }
  return tip.kind === "table" ? !partial.includes("|") && UNDECIDED.test(partial) : UNDECIDED.test(partial);
}
