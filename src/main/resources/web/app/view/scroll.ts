/** So near to the end (px) counts as at the end. */
const AT_END = 32;
/** So near to the top (px) more is asked for. */
const NEAR_TOP = 800;

/** Follows the end of the text while the reader is there, and stays put when not. */
export class Scroll {
  readonly #scroller: HTMLElement;
  readonly #jump: HTMLElement;
  readonly #nearTop: () => void;
  #following = true;
  #top = 0;

  constructor(scroller: HTMLElement, content: HTMLElement, jump: HTMLElement, nearTop: () => void) {
    this.#scroller = scroller;
    this.#jump = jump;
    this.#nearTop = nearTop;
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    jump.addEventListener("click", () => this.toEnd());
    const sizes = new ResizeObserver(() => this.#resized());
    sizes.observe(content);
    sizes.observe(scroller);
  }

  toEnd(): void {
    this.#following = true;
    this.#resized();
  }

  /** Lets `change` add content above without moving what the reader sees. */
  keepPlace(change: () => void): void {
    const scroller = this.#scroller;
    const fromEnd = scroller.scrollHeight - scroller.scrollTop;
    scroller.classList.add("keeping-place");
    change();
    scroller.scrollTop = scroller.scrollHeight - fromEnd;
    requestAnimationFrame(() => scroller.classList.remove("keeping-place"));
  }

  #resized(): void {
    if (this.#following) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
    }
    this.#scrolled();
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const below = scrollHeight - clientHeight - scrollTop;
    if (below <= AT_END) {
      this.#following = true;
    } else if (scrollTop < this.#top) {
      this.#following = false;
    }
    this.#top = scrollTop;
    this.#jump.hidden = this.#following || below <= AT_END;
    if (scrollTop < NEAR_TOP) {
      this.#nearTop();
    }
  }
}
