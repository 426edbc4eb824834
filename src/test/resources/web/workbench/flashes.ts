import { characters, show } from "./show.ts";

/** Marks that a reader should not see, not even for a moment. */
const RAW = /\*\*|__|~~|`|\]\(|\]\[|\[\^|\$\$|\\[()[\]]|&#?\w+;?$|\|[ \t]*:?-|^#{1,6}(?: |$)|<https?:/m;
/** By so much (px) the end may step back: a line that has turned out as something else. */
const STEP = 4;

/**
 * Streams a text letter by letter and says where raw marks were shown, where a block that stood in its place has moved,
 * and where the whole became lower again.
 */
export async function flashes(text: string): Promise<string[]> {
  const found: string[] = [];
  const places = new Map<Element, number>();
  let height = 0;
  let letters = 0;
  await show(text, characters, (host) => {
    letters++;
    const shown = visibleText(host);
    const raw = RAW.exec(shown);
    const so = JSON.stringify(text.slice(Math.max(0, letters - 30), letters));
    if (raw) {
      found.push(`${JSON.stringify(raw[0])} is seen after ${so}`);
    }
    const top = host.getBoundingClientRect().top;
    for (const [block, place] of places) {
      const now = block.getBoundingClientRect().top - top;
      if (block.isConnected && Math.abs(now - place) > 0.5) {
        found.push(`a ${block.tagName} moved by ${now - place} after ${so}`);
        places.set(block, now);
      }
    }
    const blocks = [...host.querySelectorAll(":scope > .part > *")];
    blocks.slice(0, -1).forEach((block) => {
      if (!places.has(block)) {
        places.set(block, block.getBoundingClientRect().top - top);
      }
    });
    const now = host.getBoundingClientRect().height;
    if (now < height - STEP) {
      found.push(`it became lower by ${height - now} after ${so}`);
    }
    height = now;
  });
  return found;
}

/** What is read: not the code, whose marks are its own, nor formulas that wait in their place. */
function visibleText(host: HTMLElement): string {
  const copy = host.cloneNode(true) as HTMLElement;
  copy.querySelectorAll("code, .math, button").forEach((node) => node.remove());
  return [...copy.querySelectorAll("p, h3, h4, h5, h6, td, th")].map((block) => block.textContent).join("\n");
}
