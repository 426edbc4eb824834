type Typesetting = typeof import("./typeset.ts");

/** What the places on the page were to show, so that one drawn already is left alone. */
const sources = new WeakMap<Node, string>();
let typesetting: Typesetting | undefined;

/** Draws a formula in its place, at once if what draws it is there already; its source keeps the place until then. */
export function fillFormula(
  place: HTMLElement,
  source: string,
  display: boolean,
  later: (work: Promise<void>) => void,
): void {
  sources.set(place, source);
  place.className = display ? "math display" : "math";
  if (typesetting) {
    draw(place, source, display, typesetting);
    return;
  }
  place.classList.add("coming");
  place.textContent = source;
  later(
    load().then(
      (loaded) => draw(place, source, display, loaded),
      () => showSource(place, source),
    ),
  );
}

/** Whether two places show the same formula; undefined where one of them shows none. */
export function sameFormula(one: Node, other: Node): boolean | undefined {
  const source = sources.get(one);
  const another = sources.get(other);
  return source === undefined && another === undefined ? undefined : source === another;
}

async function load(): Promise<Typesetting> {
  const loaded = await import("./typeset.ts");
  await loaded.loadSheet();
  return (typesetting = loaded);
}

function draw(place: HTMLElement, source: string, display: boolean, { typeset }: Typesetting): void {
  try {
    place.replaceChildren(typeset(source, display));
  } catch {
    showSource(place, source);
  }
  place.classList.remove("coming");
}

function showSource(place: HTMLElement, source: string): void {
  const code = document.createElement("code");
  code.textContent = source;
  place.classList.remove("coming");
  place.replaceChildren(code);
}
