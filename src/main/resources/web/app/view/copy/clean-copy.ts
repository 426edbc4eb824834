/** What is kept of the page's markup, with the attributes that mean something elsewhere. */
const KEPT: Record<string, readonly string[]> = {
  A: ["href"],
  B: [],
  BLOCKQUOTE: [],
  BR: [],
  CODE: [],
  DEL: [],
  EM: [],
  H1: [],
  H2: [],
  H3: [],
  H4: [],
  H5: [],
  H6: [],
  HR: [],
  I: [],
  LI: [],
  OL: ["start"],
  P: [],
  PRE: [],
  S: [],
  STRONG: [],
  SUB: [],
  SUP: [],
  TABLE: [],
  TBODY: [],
  TD: [],
  TH: [],
  THEAD: [],
  TR: [],
  UL: [],
};
/** What belongs to the page and not to the text. */
const LEFT_OUT =
  "button, svg, canvas, iframe, audio, video, select, textarea, script, style, .visually-hidden, [hidden], .code-bar";
const FORMULA = ".katex";
const TEX = 'annotation[encoding="application/x-tex"]';
/** Headings of an answer begin at h3, because the page has the first two. */
const HEADING_STEP = 2;
const SHOWN_ELSEWHERE = /^(https?|mailto):/;

/** A document that is never shown: nothing in it loads or runs. */
const other = document.implementation.createHTMLDocument("");

/** A copy of what is shown that makes sense anywhere: no classes, no controls, formulas as their source. */
export function cleanCopy(shown: Node): HTMLElement {
  const made = other.createElement("div");
  copyChildren(shown, made);
  return made;
}

function copyChildren(from: Node, to: HTMLElement): void {
  for (const child of from.childNodes) {
    if (child instanceof Text) {
      copyText(child.data, to);
    } else if (child instanceof Element && !child.matches(LEFT_OUT)) {
      copyElement(child, to);
    }
  }
}

function copyElement(child: Element, to: HTMLElement): void {
  if (child.matches(FORMULA)) {
    const tex = child.querySelector(TEX)?.textContent ?? child.textContent;
    to.append(child.closest(".katex-display, .formula") ? `$$${tex}$$` : `$${tex}$`);
  } else if (child instanceof HTMLInputElement) {
    to.append(child.checked ? "☑ " : "☐ ");
  } else if (child.tagName === "PRE") {
    copyCode(child, to);
  } else {
    const kept = KEPT[child.tagName];
    const target = kept ? to.appendChild(other.createElement(nameOf(child.tagName))) : to;
    kept?.forEach((name) => copyAttribute(child, name, target));
    copyChildren(child, target);
  }
}

/** Code is its text: the boxes of its lines are the page's. */
function copyCode(shown: Element, to: HTMLElement): void {
  const code = other.createElement("code");
  code.textContent = shown.textContent.replace(/\n$/, "");
  const language = shown.querySelector("code")?.dataset["language"];
  if (language) {
    code.dataset["language"] = language;
  }
  to.appendChild(other.createElement("pre")).append(code);
}

/** A line break of a text counts on the page, by its style. */
function copyText(text: string, to: HTMLElement): void {
  if (!/\S/.test(text) && to.matches("div, ul, ol, table, thead, tbody, tr, blockquote")) {
    return;
  }
  text.split("\n").forEach((line, at) => {
    if (at > 0) {
      to.append(other.createElement("br"));
    }
    to.append(line);
  });
}

function copyAttribute(from: Element, name: string, to: HTMLElement): void {
  const value = from instanceof HTMLAnchorElement && name === "href" ? from.href : from.getAttribute(name);
  if (value !== null && (name !== "href" || SHOWN_ELSEWHERE.test(value))) {
    to.setAttribute(name, value);
  }
}

function nameOf(tag: string): string {
  const level = /^H([1-6])$/.exec(tag)?.[1];
  return level === undefined ? tag.toLowerCase() : `h${Math.max(1, Number(level) - HEADING_STEP)}`;
}
