import { element } from "../../dom.ts";

/** How many colours for series the page has. */
export const COLOURS = 8;

/** The page's colours, as a canvas takes them. */
export interface Theme {
  series: string[];
  text: string;
  muted: string;
  line: string;
  paper: string;
  raised: string;
  scheme: "light" | "dark";
}

const watchers = new Set<{ node: Element; changed: () => void }>();
let watching = false;

/** Reads the tokens as they are now: where the page is light or dark they have another value. */
export function readTheme(): Theme {
  const probe = element("span", { class: "visually-hidden" });
  document.body.append(probe);
  const read = (token: string): string => {
    probe.style.color = `var(${token})`;
    return plain(getComputedStyle(probe).color);
  };
  const theme = {
    series: Array.from({ length: COLOURS }, (_, index) => read(`--series-${index + 1}`)),
    text: read("--text"),
    muted: read("--muted"),
    line: read("--line"),
    paper: read("--paper"),
    raised: read("--raised"),
    scheme: isDark(read("--paper")) ? ("dark" as const) : ("light" as const),
  };
  probe.remove();
  return theme;
}

function isDark(paper: string): boolean {
  const parts = paper.match(/\d+/g)?.map(Number) ?? [];
  return parts.reduce((sum, part) => sum + part, 0) < (3 * 255) / 2;
}

/** A colour in red, green and blue, which is what the charts' library reads. */
function plain(colour: string): string {
  const canvas = element("canvas", { width: 1, height: 1 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) {
    return colour;
  }
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

/** Calls back when the page turns light or dark, as long as the node is in it. */
export function onThemeChange(node: Element, changed: () => void): void {
  watchers.add({ node, changed });
  if (!watching) {
    watching = true;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
    new MutationObserver(tell).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }
}

function tell(): void {
  for (const watcher of watchers) {
    if (watcher.node.isConnected) {
      watcher.changed();
    } else {
      watchers.delete(watcher);
    }
  }
}
