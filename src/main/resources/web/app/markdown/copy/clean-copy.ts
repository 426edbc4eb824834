/** What belongs to the page and not to the text. */
const OF_THE_PAGE =
  "button, .code-bar, .code-fold, .diagram-picture, .diagram-problem, .visually-hidden, input, .avatar";
/** Elements that only lay out the page. */
const FRAMES = ".part, .code-block, .code-part, .table-frame, .table-box, .math-block, .note-body, .picture-host";
const KEPT: ReadonlySet<string> = new Set(["href", "start", "value", "colspan"]);

/** What is copied of a selection: the text with its marks, without the page around it. */
export function cleanCopy(range: Range): HTMLElement {
  const box = document.createElement("div");
  box.append(range.cloneContents());
  box.querySelectorAll("sup").forEach((mark) => mark.replaceChildren(mark.textContent));
  box.querySelectorAll<HTMLElement>(".math").forEach(showSource);
  box.querySelectorAll(OF_THE_PAGE).forEach((node) => node.remove());
  box.querySelectorAll(".code-line").forEach((line) => line.replaceWith(line.textContent));
  box.querySelectorAll("pre").forEach((code) => code.replaceChildren(element("code", code.textContent)));
  box.querySelectorAll(FRAMES).forEach((frame) => frame.replaceWith(...frame.childNodes));
  for (const node of box.querySelectorAll("*")) {
    [...node.attributes].filter(({ name }) => !KEPT.has(name)).forEach(({ name }) => node.removeAttribute(name));
  }
  box.querySelectorAll("span").forEach((span) => span.replaceWith(...span.childNodes));
  box.normalize();
  return wrapped(box, range);
}

function showSource(formula: HTMLElement): void {
  const source = formula.querySelector("annotation")?.textContent ?? formula.textContent;
  const mark = formula.classList.contains("display") ? "$$" : "$";
  formula.replaceChildren(`${mark}${source}${mark}`);
}

/** A selection inside of code, or of a list, is still code or a list. */
function wrapped(box: HTMLElement, { commonAncestorContainer: common }: Range): HTMLElement {
  const inside = common instanceof Element ? common : common.parentElement;
  const around = inside?.closest(".markdown pre, .markdown ul, .markdown ol, .markdown table");
  if (!around || box.querySelector("pre, ul, ol, table")) {
    return box;
  }
  const made = document.createElement(around.tagName.toLowerCase());
  made.append(...(around.tagName === "PRE" ? [element("code", box.textContent)] : box.childNodes));
  const outer = document.createElement("div");
  outer.append(made);
  return outer;
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
