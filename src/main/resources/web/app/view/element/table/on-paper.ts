const TABLES = ".data-table";

/** Calls `draw` before a table's box is printed, and after it. */
export function onPaper(box: Element, draw: (printing: boolean) => void): void {
  box.addEventListener("beforeprint", () => draw(true));
  box.addEventListener("afterprint", () => draw(false));
}

// Once for all tables: the window outlives each of them.
for (const type of ["beforeprint", "afterprint"]) {
  window.addEventListener(type, () => {
    document.querySelectorAll(TABLES).forEach((box) => box.dispatchEvent(new Event(type)));
  });
}
