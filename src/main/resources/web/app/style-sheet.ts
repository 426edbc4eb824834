import { element } from "./dom.ts";

/** The style sheets that are not needed for the first view, as the page's template names them. */
export type LaterSheet = "math" | "tools";

const loading = new Map<LaterSheet, Promise<void>>();

/** Links a style sheet once; what failed is tried again the next time. */
export function styleSheet(name: LaterSheet): Promise<void> {
  const known = loading.get(name) ?? link(name);
  loading.set(name, known);
  return known;
}

function link(name: LaterSheet): Promise<void> {
  const sheet = element("link", { rel: "stylesheet", href: document.body.dataset[`${name}Sheet`] });
  return new Promise((resolve, reject) => {
    sheet.addEventListener("load", () => resolve());
    sheet.addEventListener("error", () => {
      loading.delete(name);
      sheet.remove();
      reject(new Error(`The style sheet ${name} could not be loaded.`));
    });
    // What paper needs has the last word.
    document.head.insertBefore(sheet, document.head.querySelector("link[media=print]"));
  });
}
