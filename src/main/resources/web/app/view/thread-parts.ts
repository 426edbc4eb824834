import { arrange, element } from "../dom.ts";

/** Messages whose numbers differ by less share a box: some sixteen of them, since their elements are numbered with them. */
const SPAN = 64;
/** So far (in window heights) from what is seen, a part is left out as a whole; nearer, each of its messages is on its own. */
const FAR = 4;
/** So many of the last messages are always laid out, so that the end is where it is. */
const RECENT = 4;

/** A message's place in the thread. */
export interface Bubble {
  id: number;
  node: HTMLElement;
}

/**
 * Boxes of messages that follow each other: in each frame a browser looks at the few boxes and not at the hundreds of messages in
 * those that are far from the reader. A message stays in the box that it was made in, because a move would stop what plays in it.
 */
export class ThreadParts {
  readonly #parts = new Map<number, HTMLElement>();
  readonly #observer: IntersectionObserver;
  readonly #far = new WeakSet<Element>();
  #recent: readonly HTMLElement[] = [];

  constructor(scroller: Element) {
    const rootMargin = `${FAR * 100}% 0%`;
    this.#observer = new IntersectionObserver((entries) => this.#moved(entries), { root: scroller, rootMargin });
  }

  get nodes(): HTMLElement[] {
    return [...this.#parts.values()];
  }

  clear(): void {
    this.#observer.disconnect();
    this.#parts.clear();
    this.#recent = [];
  }

  /** Puts the messages, from top to bottom, into their boxes. */
  arrange(bubbles: readonly Bubble[]): void {
    const before = new Map(this.#parts);
    this.#parts.clear();
    for (const [key, held] of contents(bubbles)) {
      const part = before.get(key) ?? this.#begin();
      fill(part, held);
      this.#parts.set(key, part);
      before.delete(key);
    }
    before.forEach((part) => this.#observer.unobserve(part));
    this.#markRecent(bubbles.slice(-RECENT).map(({ node }) => node));
  }

  #markRecent(recent: readonly HTMLElement[]): void {
    this.#recent.forEach((node) => node.classList.toggle("recent", recent.includes(node)));
    recent.forEach((node) => node.classList.add("recent"));
    this.#recent = recent;
    this.nodes.forEach((part) => this.#showFar(part));
  }

  #begin(): HTMLElement {
    const part = element("div", { class: "thread-part" });
    this.#observer.observe(part);
    return part;
  }

  #moved(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) {
        this.#far.delete(target);
      } else {
        this.#far.add(target);
      }
      this.#showFar(target);
    }
  }

  #showFar(part: Element): void {
    part.classList.toggle("far", this.#far.has(part) && !this.#recent.some((node) => node.parentElement === part));
  }
}

function contents(bubbles: readonly Bubble[]): Map<number, HTMLElement[]> {
  const contents = new Map<number, HTMLElement[]>();
  for (const { id, node } of bubbles) {
    const key = Math.floor(id / SPAN);
    const held = contents.get(key) ?? [];
    held.push(node);
    contents.set(key, held);
  }
  return contents;
}

function fill(part: HTMLElement, held: readonly HTMLElement[]): void {
  arrange(part, held);
  part.style.setProperty("--messages", String(held.length));
}
