type Content = Node | string | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes an element. Booleans set or leave out an attribute; nothing is ever parsed as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...content: Content[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : String(value));
    }
  }
  made.append(...content.filter((part) => part !== undefined));
  return made;
}

/** The element of the page's template with that id. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) {
    throw new Error(`The page has no ${type.name} #${id}`);
  }
  return found;
}

/** Makes the children of a container be these, in this order, without touching the ones in place. */
export function arrange(container: Element, wanted: readonly Element[]): void {
  const keep = new Set(wanted);
  for (const child of [...container.children]) {
    if (!keep.has(child)) {
      child.remove();
    }
  }
  wanted.forEach((child, index) => {
    const there = container.children[index];
    if (there !== child) {
      container.insertBefore(child, there ?? null);
    }
  });
}
