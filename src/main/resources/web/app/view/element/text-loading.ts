type TextElements = typeof import("./text-elements.ts");

/** How long (ms) after a failure they are asked for again; twice as long after each further one. */
const FIRST_REST = 1000;
const LONGEST_REST = 30_000;

let loaded: TextElements | undefined;
let started: Promise<void> | undefined;
const waiting = new Set<(elements: TextElements) => void>();

/** The views of Markdown and code, if they are here: a half of the page's script, without which one can already type and send. */
export function textElements(): TextElements | undefined {
  return loaded;
}

/** Fetches them, once; settles when they are here, or when it is known that they do not come soon. */
export function fetchTextElements(): Promise<void> {
  started ??= fetchOrRest(FIRST_REST);
  return started;
}

/** Calls `draw` when they have come after all. */
export function whenTextElements(draw: (elements: TextElements) => void): void {
  waiting.add(draw);
}

async function fetchOrRest(rest: number): Promise<void> {
  try {
    loaded = await import("./text-elements.ts");
  } catch {
    setTimeout(() => void fetchOrRest(Math.min(2 * rest, LONGEST_REST)), rest);
    return;
  }
  for (const draw of waiting) {
    draw(loaded);
  }
  waiting.clear();
}
