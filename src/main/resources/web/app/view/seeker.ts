import { byId } from "../dom.ts";
import type { Session } from "../session.ts";
import type { Update } from "../session-listener.ts";
import { clearFound, markFound } from "./found-words.ts";
import type { Scroll } from "./scroll.ts";
import type { ThreadView } from "./thread-view.ts";
import { say } from "../words.ts";

/** A message that the reader wants to see. */
interface Wanted {
  message: number;
  /** What they looked for. */
  words?: string | undefined;
  /** The reader goes on to the next: the focus stays where it is, and the words stay marked. */
  walking?: boolean;
  /** Where it is to stand (px from the window's top), so that nothing jumps. */
  at?: number | undefined;
  /** Its branch has been asked for. */
  chosen?: boolean;
  /** The button that has the focus then. */
  button?: string | undefined;
}

/** Brings a message to its reader: one that is here, one far above, or one on a branch that is not shown. */
export class Seeker {
  readonly #thread: ThreadView;
  readonly #scroll: Scroll;
  readonly #banner = byId("elsewhere", HTMLElement);
  readonly #words = byId("elsewhere-words", HTMLElement);
  readonly #show = byId("elsewhere-show", HTMLButtonElement);
  #wanted: Wanted | undefined;
  #session: Session | undefined;

  constructor(thread: ThreadView, scroll: Scroll) {
    this.#thread = thread;
    this.#scroll = scroll;
    this.#show.addEventListener("click", () => this.#choose());
  }

  /** Looks for a message as soon as the conversation is there. */
  seek(session: Session, wanted: Wanted): void {
    this.#session = session;
    this.#wanted = wanted;
    this.#banner.hidden = true;
    if (session.loaded) {
      this.#find(session, wanted);
    }
  }

  /** Goes to a sibling of a message that is shown, which stays where it is on the screen. */
  step(session: Session, sibling: number): void {
    const shown = session.path.messages.find(({ siblings }) => siblings.includes(sibling));
    const at = shown && this.#thread.bubble(shown.id)?.getBoundingClientRect().top;
    const button = document.activeElement?.getAttribute("aria-label") ?? undefined;
    this.#session = session;
    this.#wanted = { message: sibling, chosen: true, at, button };
  }

  forget(): void {
    this.#wanted = undefined;
    this.#banner.hidden = true;
    clearFound();
  }

  /** The conversation is connected again, or has changed. */
  follow(session: Session, update?: Update): void {
    const wanted = this.#wanted;
    if (!wanted || session !== this.#session || !session.loaded) {
      return;
    }
    if (!this.#banner.hidden) {
      this.#offer(session);
    } else if (!update || update.replaced || update.stretched) {
      this.#find(session, wanted);
    }
  }

  #find(session: Session, wanted: Wanted): void {
    if (session.path.has(wanted.message)) {
      this.#wanted = undefined;
      this.#reveal(wanted);
    } else {
      session.path.seek(wanted.message);
    }
  }

  /** The message is on a branch that is not shown. Branches are changed at rest only, and for all tabs. */
  elsewhere(session: Session, message: number): void {
    const wanted = this.#wanted;
    if (wanted?.message !== message) {
      return;
    }
    if (wanted.chosen) {
      this.forget();
    } else if (session.transcript.turn) {
      this.#offer(session);
    } else {
      this.#choose();
    }
  }

  #offer({ transcript: { turn } }: Session): void {
    this.#words.textContent = say(turn ? "page.elsewhereLater" : "page.elsewhere");
    this.#show.disabled = turn !== undefined;
    this.#banner.hidden = false;
  }

  #choose(): void {
    this.#banner.hidden = true;
    if (this.#wanted) {
      this.#wanted.chosen = true;
      this.#session?.change({ type: "chooseBranch", message: this.#wanted.message });
    }
  }

  #reveal({ message, words, at, button, walking = false }: Wanted): void {
    const bubble = this.#thread.bubble(message);
    const body = bubble?.querySelector(".message-body");
    if (!bubble || !body) {
      return;
    }
    const found = words ? markFound(body, words, walking) : undefined;
    uncover(found);
    this.#scroll.show(() => topOf(bubble, found), at);
    if (walking) {
      return;
    }
    if (button !== undefined) {
      focusVersions(bubble, button);
    } else {
      bubble.tabIndex = -1;
      bubble.focus({ preventScroll: true });
      bubble.classList.toggle("sought", found === undefined);
    }
  }
}

/** What was found may be in the part of a text that is cut, or outside of a box that scrolls by itself. */
function uncover(found: Range | undefined): void {
  const around = found?.startContainer.parentElement;
  around?.closest(".cut")?.parentElement?.querySelector<HTMLButtonElement>(".more")?.click();
  around?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Of the words, as long as they are there: a text that is drawn anew leaves an empty range behind. */
function topOf(bubble: Element, found: Range | undefined): number | undefined {
  const words = found?.getBoundingClientRect();
  if (words && words.height > 0) {
    return words.top;
  }
  return bubble.isConnected ? bubble.getBoundingClientRect().top : undefined;
}

/** The same button again, or the other one where there is no further version. */
function focusVersions(bubble: Element, label: string): void {
  const buttons = [...bubble.querySelectorAll<HTMLButtonElement>(".branches button:enabled")];
  const same = buttons.find((button) => button.getAttribute("aria-label") === label);
  (same ?? buttons[0])?.focus({ preventScroll: true });
}
