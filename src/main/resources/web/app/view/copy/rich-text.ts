import { element } from "../../dom.ts";
import { MarkdownView } from "../../markdown/markdown-view.ts";
import { cleanCopy } from "./clean-copy.ts";

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
  if (node.matches(".markdown") || node.querySelector(":scope > .plain")) {
    return node.matches(".markdown") ? node : element("div", {}, element("p", {}, text));
  }
  const host = element("div");
  const view = new MarkdownView(host);
  view.append(text);
  view.finish();
  return host;
}
