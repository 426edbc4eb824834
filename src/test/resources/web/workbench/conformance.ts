import { linkTarget } from "../app/markdown/inline/links.ts";
import { MarkdownView } from "../app/markdown/markdown-view.ts";

declare const trustedTypes: {
  createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): string };
};

/** The specification's own HTML may be parsed as it is, into a document that is never shown. */
const policy = trustedTypes.createPolicy("parley", { createHTML: (html) => html });
const BLOCK = /^(?:BLOCKQUOTE|BR|H[1-6]|HR|LI|OL|P|PRE|UL)$/;

/**
 * Shows an example of CommonMark's specification and compares it with the HTML expected there, in the few respects
 * that the page leaves as they are: its headings begin lower, its links must lead somewhere, and its code, pictures
 * and tight lists are built otherwise. Gives both when they differ.
 */
export function conforms(markdown: string, html: string): [expected: string, actual: string] | undefined {
  const actual = document.createElement("div");
  const view = new MarkdownView(actual);
  view.append(markdown);
  view.finish();
  const expected = new DOMParser().parseFromString(trusted(html), "text/html").body;
  asThePageWould(expected);
  asTheSpecificationWould(actual);
  [actual, expected].forEach(tidy);
  return actual.innerHTML === expected.innerHTML ? undefined : [expected.innerHTML, actual.innerHTML];
}

function trusted(html: string): string {
  return policy.createHTML(html);
}

function asThePageWould(root: HTMLElement): void {
  for (const heading of root.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Math.min(Number(heading.tagName.charAt(1)) + 2, 6);
    const lower = document.createElement(`h${level}`);
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
  for (const picture of root.querySelectorAll("img")) {
    picture.replaceWith(picture.alt || "Picture");
  }
  for (const link of root.querySelectorAll("a")) {
    if (!linkTarget(link.getAttribute("href"))) {
      link.replaceWith(...link.childNodes);
    }
  }
}

function asTheSpecificationWould(root: HTMLElement): void {
  for (const part of root.querySelectorAll(".part")) {
    part.replaceWith(...part.childNodes);
  }
  for (const block of root.querySelectorAll(".code-block")) {
    const code = document.createElement("code");
    const box = document.createElement("pre");
    code.textContent = block.querySelector("code")?.textContent ?? "";
    box.append(code);
    block.replaceWith(box);
  }
  for (const paragraph of root.querySelectorAll(".tight > li > p")) {
    paragraph.replaceWith(...paragraph.childNodes);
  }
  for (const picture of root.querySelectorAll(".picture")) {
    picture.querySelector(".picture-host")?.remove();
    picture.replaceWith(picture.textContent.trim());
  }
}

function tidy(root: HTMLElement): void {
  for (const span of root.querySelectorAll("span")) {
    span.replaceWith(...span.childNodes);
  }
  for (const element of root.querySelectorAll("*")) {
    ["class", "dir", "target", "rel"].forEach((name) => element.removeAttribute(name));
  }
  root.normalize();
  textsOf(root)
    .filter((text) => !text.parentElement?.closest("pre"))
    .forEach(tidyText);
}

/** Line breaks beside blocks are only there to be read in the source. */
function tidyText(text: Text): void {
  let data = text.data.replace(/\s*\n\s*/g, "\n");
  data = besideBlock(text.previousSibling) ? data.replace(/^\n/, "") : data;
  data = besideBlock(text.nextSibling) ? data.replace(/\n$/, "") : data;
  text.data = data;
  if (data === "") {
    text.remove();
  }
}

function besideBlock(sibling: ChildNode | null): boolean {
  return sibling === null || (sibling instanceof Element && BLOCK.test(sibling.tagName));
}

function textsOf(root: HTMLElement): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    texts.push(walker.currentNode as Text);
  }
  return texts;
}
