/** So near to the end (px) counts as at the end. */
const AT_END = 32;
/** So near to an edge (px) more is asked for. */
const NEAR_EDGE = 1200;
/** What a reader scrolls by; a place that is held is then theirs again. */
const SCROLLED_BY = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

export interface ScrollListener {
  nearTop(): void;
  nearBottom(): void;
  /** The reader wants to be at the end, which may not be among what is shown. */
  endWanted(): void;
}

/** Something whose place on the screen stays, whatever is laid out around it. */
interface Held {
  /** Where its top is now (px); undefined when it is gone. */
  top: () => number | undefined;
  /** Where it belongs. */
  at: number;
  /** Where the scroller was left (px), if what the reader scrolls from there on moves the place along. */
  from?: number;
}

/** Follows the end of the text while the reader is there, and stays put when not. */
export class Scroll {
  readonly #scroller: HTMLElement;
  readonly #content: HTMLElement;
  readonly #jump: HTMLElement;
  readonly #listener: ScrollListener;
  #following = true;
  #away = false;
  #held: Held | undefined;
  #top = 0;

  constructor(scroller: HTMLElement, content: HTMLElement, jump: HTMLElement, listener: ScrollListener) {
    this.#scroller = scroller;
    this.#content = content;
    this.#jump = jump;
    this.#listener = listener;
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    SCROLLED_BY.forEach((type) => scroller.addEventListener(type, () => this.#letGo(), { passive: true }));
    jump.addEventListener("click", () => listener.endWanted());
    const sizes = new ResizeObserver(() => this.#resized());
    sizes.observe(content);
    sizes.observe(scroller);
  }

  /** Whether the end of the conversation is somewhere else than at the end of what is shown. */
  get away(): boolean {
    return this.#away;
  }

  set away(away: boolean) {
    this.#away = away;
    this.#following &&= !away;
    this.#showJump();
  }

  toEnd(): void {
    this.#letGo();
    this.#following = true;
    this.#resized();
  }

  /** Puts something where it can be read, or at a given place (px from the window's top), and keeps it there until the reader scrolls. */
  show(top: () => number | undefined, at?: number): void {
    const { top: start, height } = this.#scroller.getBoundingClientRect();
    this.#following = false;
    this.#held = { top, at: at ?? start + height / 4 };
    this.#restoreHeld();
    this.#scrolled();
  }

  /** Lets `change` add or take away content above without moving what the reader sees. */
  keepPlace(change: () => void): void {
    const anchor = this.#held ? undefined : this.#firstVisible();
    const at = anchor?.getBoundingClientRect().top ?? 0;
    this.#scroller.classList.add("keeping-place");
    change();
    if (anchor) {
      this.#held = { top: () => (anchor.isConnected ? anchor.getBoundingClientRect().top : undefined), at };
    }
    this.#restoreHeld();
    // A wheel's movement goes on for some frames without an event that would let go.
    if (anchor && this.#held) {
      this.#held.from = this.#scroller.scrollTop;
    }
    requestAnimationFrame(() => {
      this.#restoreHeld();
      this.#scroller.classList.remove("keeping-place");
      if (anchor) {
        this.#held = undefined;
      }
    });
  }

  #letGo(): void {
    this.#held = undefined;
  }

  #restoreHeld(): void {
    const held = this.#held;
    const now = held?.top();
    if (!held || now === undefined) {
      return;
    }
    if (held.from !== undefined) {
      held.at += held.from - this.#scroller.scrollTop;
    }
    const off = now - held.at;
    if (Math.abs(off) >= 0.5) {
      this.#scroller.scrollTop += off;
    }
    if (held.from !== undefined) {
      held.from = this.#scroller.scrollTop;
    }
  }

  /** The first message that reaches into the window, looked for in the first part that does. */
  #firstVisible(): Element | undefined {
    const edge = this.#scroller.getBoundingClientRect().top;
    const outer = firstBelow(this.#content.querySelectorAll(".thread > *"), edge);
    return outer?.matches(".message") ? outer : outer && firstBelow(outer.children, edge);
  }

  #resized(): void {
    if (this.#following) {
      // What stands there before the first message is read from its top.
      const begun = this.#content.querySelector(".message") !== null;
      this.#scroller.scrollTop = begun ? this.#scroller.scrollHeight : 0;
    } else {
      this.#restoreHeld();
    }
    this.#scrolled();
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const below = scrollHeight - clientHeight - scrollTop;
    if (below <= AT_END && !this.#held && !this.#away) {
      this.#following = true;
    } else if (scrollTop < this.#top) {
      this.#following = false;
    }
    this.#top = scrollTop;
    this.#showJump();
    if (scrollTop < NEAR_EDGE) {
      this.#listener.nearTop();
    }
    if (below < NEAR_EDGE) {
      this.#listener.nearBottom();
    }
  }

  #showJump(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const atEnd = this.#following || scrollHeight - clientHeight - scrollTop <= AT_END;
    this.#jump.hidden = atEnd && !this.#away;
  }
}

/** What stands in order is looked for by halves. */
function firstBelow(nodes: ArrayLike<Element>, edge: number): Element | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.getBoundingClientRect().bottom ?? 0) > edge) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return nodes[low];
}
