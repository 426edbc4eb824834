import { element } from "../dom.ts";
import { addressOf } from "../location.ts";
import type { ConversationSummary } from "../protocol.ts";
import { type ConversationActions, conversationMenu } from "./conversation-menu.ts";
import { iconButton } from "./icon-button.ts";
import { opensMenu } from "./menu.ts";
import { TitleEditor } from "./title-editor.ts";
import { say } from "../words.ts";

export interface RowActions extends ConversationActions {
  rename(id: string, title: string): Promise<boolean>;
}

/** One conversation in the sidebar: made once, then brought up to date. */
export class ConversationRow {
  readonly node: HTMLElement;
  readonly #link: HTMLAnchorElement;
  readonly #title = element("span", { dir: "auto" });
  readonly #menu: HTMLButtonElement;
  readonly #actions: RowActions;
  #dot: HTMLElement | undefined;
  #summary: ConversationSummary | undefined;
  #current = false;

  constructor(id: string, actions: RowActions) {
    this.#actions = actions;
    this.#link = element("a", { href: addressOf({ conversation: id }) }, this.#title);
    this.#menu = opensMenu(
      iconButton("more", say("page.options"), () => undefined),
      () => (this.#summary ? conversationMenu(this.#summary, actions, () => this.rename()) : []),
    );
    this.#menu.classList.add("row-menu");
    this.node = element("li", {}, this.#link, this.#menu);
  }

  show(summary: ConversationSummary, current: boolean): void {
    if (summary === this.#summary && current === this.#current) {
      return;
    }
    this.#summary = summary;
    this.#current = current;
    const title = summary.title || say("page.newChat");
    this.#link.title = title;
    this.#title.textContent = title;
    if (current) {
      this.#link.setAttribute("aria-current", "page");
    } else {
      this.#link.removeAttribute("aria-current");
    }
    this.#showRunning(summary.state === "running");
    this.#menu.setAttribute("aria-label", say("sidebar.optionsFor", { title }));
    this.#menu.title = say("page.options");
  }

  #showRunning(running: boolean): void {
    if (!running) {
      this.#dot?.remove();
      return;
    }
    this.#dot ??= element("span", {
      class: "running-dot",
      role: "img",
      "aria-label": say("sidebar.answering"),
      title: say("sidebar.answering"),
    });
    this.#link.append(this.#dot);
  }

  /** Where it stands in a list of which only a part is in the page. */
  set place(place: { number: number; of: number } | undefined) {
    if (place) {
      this.node.setAttribute("aria-posinset", String(place.number));
      this.node.setAttribute("aria-setsize", String(place.of));
    } else {
      this.node.removeAttribute("aria-posinset");
      this.node.removeAttribute("aria-setsize");
    }
  }

  /** The reader is in it: it has the focus, or its menu is open. */
  get busy(): boolean {
    return this.node.contains(document.activeElement) || this.#menu.getAttribute("aria-expanded") === "true";
  }

  /** The row turns into a field until the title is kept or the reader thinks better of it. */
  rename(): void {
    const { id, title = "" } = this.#summary ?? {};
    if (id === undefined) {
      return;
    }
    const editor = new TitleEditor(
      title,
      (changed) => this.#actions.rename(id, changed),
      (byKey) => {
        this.node.replaceChildren(this.#link, this.#menu);
        if (byKey) {
          this.#link.focus();
        }
      },
    );
    this.node.replaceChildren(editor.node);
    editor.start();
  }
}
