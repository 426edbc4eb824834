import { MarkdownView } from "../app/markdown/markdown-view.ts";

const PIECE = 500;

/** Where the blocks stand (px below the top of the text) when it is written over many frames, and when it comes at once. */
export async function places(text: string): Promise<{ written: number[]; atOnce: number[]; past: number }> {
  const host = document.createElement("div");
  document.body.replaceChildren(host);
  const view = new MarkdownView(host);
  for (let from = 0; from < text.length; from += PIECE) {
    view.append(text.slice(from, from + PIECE));
    view.flush();
    window.scrollTo(0, host.scrollHeight);
    await new Promise(requestAnimationFrame);
  }
  view.finish();
  await view.settled;
  const written = blockTops(host);
  const past = host.querySelectorAll(".past").length;
  const other = document.createElement("div");
  document.body.replaceChildren(other);
  const whole = new MarkdownView(other);
  whole.append(text);
  whole.finish();
  await whole.settled;
  return { written, atOnce: blockTops(other), past };
}

function blockTops(host: HTMLElement): number[] {
  const top = host.getBoundingClientRect().top;
  return [...host.querySelectorAll(":scope > .part > *")].map((block) =>
    Math.round(block.getBoundingClientRect().top - top),
  );
}
