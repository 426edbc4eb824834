import { MarkdownView } from "../app/markdown/markdown-view.ts";

/** How many characters the next piece has, of so many that are left. */
export type Split = (left: number) => number;

export const whole: Split = (left) => left;
export const characters: Split = () => 1;

/** Pieces of up to that length, the same in each run. */
export function random(seed: number, longest: number): Split {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return 1 + ((state >> 8) % longest);
  };
}

/** Shows the text piece by piece, drawing each, and calls after each. */
export async function show(
  text: string,
  split: Split,
  each: (host: HTMLElement) => void = () => {},
): Promise<HTMLElement> {
  const host = document.createElement("div");
  document.body.replaceChildren(host);
  const view = new MarkdownView(host);
  for (let at = 0; at < text.length;) {
    const end = at + split(text.length - at);
    view.append(text.slice(at, end));
    view.flush();
    each(host);
    at = end;
  }
  view.finish();
  await view.settled;
  each(host);
  return host;
}
