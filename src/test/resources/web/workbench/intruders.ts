import { characters, show, whole } from "./show.ts";

const TAGS =
  /^(?:DIV|P|H[3-6]|UL|OL|LI|BLOCKQUOTE|HR|TABLE|THEAD|TBODY|TR|TH|TD|PRE|CODE|SPAN|A|EM|STRONG|S|SUP|SECTION|BR|INPUT|BUTTON|svg|path)$/;
const ATTRIBUTES =
  /^(?:class|dir|data-language|value|href|target|rel|title|start|type|disabled|checked|role|tabindex|scope|viewBox|d|aria-(?:label|pressed|hidden|expanded|haspopup))$/;
const CLASSES =
  /^(?:markdown|coming|diagram(?:-\w+)?|drawn|display|formula|formula-inline|katex-display|math|math-block|note-\w+|notes|part|align-\w+|code-\w+|folded|icon|loose|picture|picture-host|table-box|table-frame|table-menu|task|tight|wraps|)$/;
const FORMULA_TAGS =
  /^(?:SPAN|math|semantics|annotation|m(?:row|i|n|o|s|text|space|frac|sqrt|root|sub|sup|subsup|under|over|underover|table|tr|td|style|padded|phantom|enclose|error|multiscripts|prescripts|none|labeledtr)|svg|path|line)$/;
const FORMULA_ATTRIBUTES =
  /^(?:class|style|xmlns|encoding|display|width|height|viewBox|preserveAspectRatio|d|aria-hidden|mathvariant|stretchy|fence|separator|accent|accentunder|lspace|rspace|minsize|maxsize|columnalign|columnspacing|rowspacing|columnlines|rowlines|scriptlevel|displaystyle|linethickness|mathcolor|mathbackground|mathsize|notation|voffset|depth|symmetric|movablelimits|side|x1|x2|y1|y2|stroke-width|largeop|form|rowalign)$/;
const LINK = /^(?:https?:\/\/|mailto:)/;

/** Says what a hostile text brought into the page that does not belong there, at any moment of its arrival. */
export async function intruders(text: string): Promise<string[]> {
  const found = new Set<string>();
  for (const split of [whole, characters]) {
    const host = await show(text, split, (shown) => collect(shown, found));
    provoke(host);
  }
  return [...found];
}

function collect(host: HTMLElement, found: Set<string>): void {
  for (const element of host.querySelectorAll("*")) {
    (element.closest(".katex") ? complainOfFormula(element) : complain(element)).forEach((complaint) =>
      found.add(complaint),
    );
  }
}

function complain(element: Element): string[] {
  const complaints = [...element.attributes]
    .filter(({ name }) => !ATTRIBUTES.test(name))
    .map(({ name }) => `attribute ${name}`);
  if (!TAGS.test(element.tagName)) {
    complaints.push(`element ${element.tagName}`);
  }
  if (![...element.classList].every((name) => CLASSES.test(name))) {
    complaints.push(`class ${element.getAttribute("class")}`);
  }
  if (element instanceof HTMLAnchorElement && !harmless(element)) {
    complaints.push(`link ${element.outerHTML}`);
  }
  return complaints;
}

/** KaTeX makes many elements, and lays them out by styles. */
function complainOfFormula(element: Element): string[] {
  const complaints = [...element.attributes]
    .filter(({ name, value }) => !FORMULA_ATTRIBUTES.test(name) || /url\(|position|script:/i.test(value))
    .map(({ name, value }) => `attribute ${name}="${value}" in a formula`);
  if (!FORMULA_TAGS.test(element.tagName)) {
    complaints.push(`element ${element.tagName} in a formula`);
  }
  return complaints;
}

function harmless(link: HTMLAnchorElement): boolean {
  return LINK.test(link.href) && link.target === "_blank" && link.rel === "noopener noreferrer";
}

/** Does what a reader does, except to follow the links: those are checked above. */
function provoke(host: HTMLElement): void {
  for (const element of host.querySelectorAll<HTMLElement>("*")) {
    element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    if (element instanceof HTMLElement) {
      element.focus();
    }
    if (element instanceof HTMLButtonElement && !element.title.startsWith("Copy")) {
      element.click();
    }
  }
}
