import { element } from "../dom.ts";

/** Space (px) between a card and its button, and around it. */
const GAP = 6;
const MARGIN = 8;

/** Makes a button open a small card beside it; what stands in it is made when it opens. */
export function opensCard(
  button: HTMLButtonElement,
  label: string,
  content: () => readonly (Node | undefined)[],
): HTMLButtonElement {
  let wasOpen = false;
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-expanded", "false");
  // A press outside of a card closes it, and the button is outside: the click that follows must not open it again.
  button.addEventListener("pointerdown", () => (wasOpen = button.ariaExpanded === "true"));
  button.addEventListener("click", () => {
    if (!wasOpen) {
      open(button, label, content());
    }
    wasOpen = false;
  });
  return button;
}

function open(button: HTMLButtonElement, label: string, content: readonly (Node | undefined)[]): void {
  const card = element("div", { class: "card", role: "dialog", popover: "auto", tabindex: -1, "aria-label": label });
  card.append(...content.filter((part) => part !== undefined));
  // Beside its button, so that it is read next and Tab leads into it.
  button.after(card);
  const life = new AbortController();
  card.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "closed") {
      life.abort();
      button.setAttribute("aria-expanded", "false");
      setTimeout(() => card.remove());
    }
  });
  window.addEventListener("resize", () => card.hidePopover(), { signal: life.signal });
  card.showPopover();
  button.setAttribute("aria-expanded", "true");
  // What it shows may come later, and its style sheet too.
  const growth = new ResizeObserver(() => place(card, button));
  growth.observe(card);
  life.signal.addEventListener("abort", () => growth.disconnect());
  place(card, button);
  card.focus({ preventScroll: true });
}

/** Under the button, or above it where there is no room; never over an edge. */
function place(card: HTMLElement, button: HTMLElement): void {
  const beside = button.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const below = beside.bottom + GAP;
  const top = below + height + MARGIN > innerHeight ? beside.top - GAP - height : below;
  const left = Math.min(Math.max(MARGIN, beside.left), innerWidth - MARGIN - width);
  card.style.top = `${Math.max(MARGIN, top)}px`;
  card.style.left = `${left}px`;
}
