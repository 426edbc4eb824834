import { element } from "../../dom.ts";
import { cleanCopy } from "../../markdown/copy/clean-copy.ts";
import { textElements } from "../element/text-loading.ts";

/** A part of a message: what stands on the page, and its text. */
export interface Copied {
  node: Element;
  text: string;
}

/** A message as HTML for other programs. */
export function richText(parts: readonly Copied[]): string {
  const copies = parts.map((part) => cleanCopy(shownText(part)));
  copies.forEach((copy) => copy.querySelectorAll("code").forEach((code) => delete code.dataset["language"]));
  return copies.map((copy) => copy.innerHTML).join("\n");
}

/** Charts, steps and tables of many rows are not text on the page; what is copied of them is Markdown. */
function shownText({ node, text }: Copied): Element {
  if (node.matches(".markdown")) {
    return node;
  }
  const host = element("div");
  const elements = textElements();
  if (!elements || node.querySelector(":scope > .plain")) {
    host.append(element("p", {}, text));
    return host;
  }
  const view = new elements.MarkdownView(host);
  view.append(text);
  view.finish();
  return host;
}
