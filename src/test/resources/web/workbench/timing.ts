import { MarkdownView } from "../app/markdown/markdown-view.ts";

/** How long a text takes to show in pieces of that length, in milliseconds of work. */
export function timeToShow(text: string, length: number): number {
  const host = document.createElement("div");
  document.body.replaceChildren(host);
  const view = new MarkdownView(host);
  const start = performance.now();
  for (let at = 0; at < text.length; at += length) {
    view.append(text.slice(at, at + length));
    view.flush();
  }
  view.finish();
  return performance.now() - start;
}
