import { element } from "../dom.ts";
import { icon, type IconName } from "../icons.ts";

/** One thing that a menu offers: something to do, or a file to have; with `checked` one of several to choose from. */
export interface MenuItem {
  icon: IconName;
  label: string;
  checked?: boolean;
  act?: () => void;
  download?: string;
}

/** A menu's items, with lines between those that belong together, or words above them. */
export type MenuEntry = MenuItem | "line" | { heading: string; items: readonly MenuItem[] };

/** Space (px) between a menu and its button, and around it. */
const GAP = 4;
const MARGIN = 8;

/** Makes a button open a menu; its entries are made when it opens. */
export function opensMenu(button: HTMLButtonElement, entries: () => MenuEntry[]): HTMLButtonElement {
  let wasOpen = false;
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  // A press outside of a menu closes it, and the button is outside: the click that follows must not open it again.
  button.addEventListener("pointerdown", () => (wasOpen = button.ariaExpanded === "true"));
  button.addEventListener("click", () => {
    if (!wasOpen) {
      new Menu(button, entries());
    }
    wasOpen = false;
  });
  return button;
}

class Menu {
  readonly #opener: HTMLButtonElement;
  readonly #node: HTMLElement;
  readonly #items: HTMLElement[] = [];
  readonly #life = new AbortController();

  constructor(opener: HTMLButtonElement, entries: readonly MenuEntry[]) {
    this.#opener = opener;
    const label = opener.getAttribute("aria-label") ?? "";
    this.#node = element("div", { class: "menu", role: "menu", popover: "auto", "aria-label": label });
    this.#node.append(...entries.map((entry) => this.#entry(entry)));
    (opener.closest("nav, header") ?? document.body).append(this.#node);
    this.#node.addEventListener("keydown", (event) => this.#pressed(event));
    this.#node.addEventListener("beforetoggle", ({ newState }) => newState === "closed" && this.#closed());
    window.addEventListener("resize", () => this.#node.hidePopover(), { signal: this.#life.signal });
    this.#node.showPopover();
    opener.setAttribute("aria-expanded", "true");
    this.#place();
    const chosen = this.#items.find((item) => item.ariaChecked === "true");
    (chosen ?? this.#items[0])?.focus({ preventScroll: true });
  }

  #entry(entry: MenuEntry): HTMLElement {
    if (entry === "line") {
      return line();
    }
    if ("items" in entry) {
      const heading = element("div", { class: "menu-heading", "aria-hidden": "true" }, entry.heading);
      const items = entry.items.map((item) => this.#item(item));
      return element("div", { role: "group", "aria-label": entry.heading }, heading, ...items);
    }
    return this.#item(entry);
  }

  #item({ icon: name, label, checked, act, download }: MenuItem): HTMLElement {
    const choice = checked === undefined ? {} : { "aria-checked": String(checked) };
    const role = checked === undefined ? "menuitem" : "menuitemradio";
    const attributes = { role, class: "menu-item", tabindex: -1, ...choice };
    const item =
      download === undefined
        ? element("button", { ...attributes, type: "button" }, icon(name), label)
        : element("a", { ...attributes, href: download, download: true }, icon(name), label);
    item.addEventListener("click", () => {
      this.#node.hidePopover();
      act?.();
    });
    this.#items.push(item);
    return item;
  }

  /** Under the button, or above it where there is no room; never over an edge. */
  #place(): void {
    const button = this.#opener.getBoundingClientRect();
    const { width, height } = this.#node.getBoundingClientRect();
    const below = button.bottom + GAP;
    const top = below + height + MARGIN > innerHeight ? button.top - GAP - height : below;
    const wanted = this.#opener.closest("header") ? button.left : button.right - width;
    const left = Math.min(Math.max(MARGIN, wanted), innerWidth - MARGIN - width);
    this.#node.style.top = `${Math.max(MARGIN, top)}px`;
    this.#node.style.left = `${left}px`;
  }

  #pressed(event: KeyboardEvent): void {
    const at = this.#items.indexOf(document.activeElement as HTMLElement);
    const next = this.#nextOf(event.key, at);
    // What is around the menu has an Escape of its own; the menu's is the browser's.
    event.stopPropagation();
    if (event.key === "Tab") {
      this.#node.hidePopover();
    } else if (next) {
      event.preventDefault();
      next.focus();
    }
  }

  #nextOf(key: string, at: number): HTMLElement | undefined {
    const count = this.#items.length;
    switch (key) {
      case "ArrowDown":
        return this.#items[(at + 1) % count];
      case "ArrowUp":
        return this.#items[(at - 1 + count) % count];
      case "Home":
        return this.#items[0];
      case "End":
        return this.#items[count - 1];
      default:
        return key.length === 1 ? this.#beginningWith(key, at) : undefined;
    }
  }

  #beginningWith(letter: string, at: number): HTMLElement | undefined {
    const inTurn = [...this.#items.slice(at + 1), ...this.#items.slice(0, at + 1)];
    return inTurn.find((item) => item.textContent.toLowerCase().startsWith(letter.toLowerCase()));
  }

  #closed(): void {
    this.#life.abort();
    this.#opener.setAttribute("aria-expanded", "false");
    // The browser gives the focus back to the button first.
    setTimeout(() => this.#node.remove());
  }
}

function line(): HTMLElement {
  return element("div", { class: "menu-line", role: "separator" });
}
