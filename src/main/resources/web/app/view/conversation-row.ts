import { element } from "../dom.ts";
import { icon } from "../icons.ts";
import type { ConversationSummary } from "../protocol.ts";
import { iconButton } from "./icon-button.ts";

const UNTITLED = "New chat";

export interface RowActions {
  pin(summary: ConversationSummary): void;
  remove(summary: ConversationSummary): void;
}

/** One conversation in the sidebar: made once, then brought up to date. */
export class ConversationRow {
  readonly node: HTMLElement;
  readonly #link: HTMLAnchorElement;
  readonly #title = element("span");
  readonly #dot = element("span", { class: "running-dot", role: "img", "aria-label": "Answering", title: "Answering" });
  readonly #pin: HTMLButtonElement;
  readonly #remove: HTMLButtonElement;
  #summary: ConversationSummary;

  constructor(summary: ConversationSummary, actions: RowActions) {
    this.#summary = summary;
    this.#link = element("a", { href: `/c/${summary.id}` }, this.#title);
    this.#pin = iconButton("pin", "Pin", () => actions.pin(this.#summary));
    this.#remove = iconButton("remove", "Delete", () => actions.remove(this.#summary));
    this.node = element("li", {}, this.#link, element("div", { class: "row-actions" }, this.#pin, this.#remove));
  }

  show(summary: ConversationSummary, current: boolean): void {
    this.#summary = summary;
    const title = summary.title || UNTITLED;
    this.#link.title = title;
    this.#title.textContent = title;
    this.#link.toggleAttribute("aria-current", current);
    if (current) {
      this.#link.setAttribute("aria-current", "page");
    }
    if (summary.state === "running") {
      this.#link.append(this.#dot);
    } else {
      this.#dot.remove();
    }
    this.#label(this.#pin, `${summary.pinned ? "Unpin" : "Pin"} “${title}”`);
    this.#pin.replaceChildren(icon(summary.pinned ? "unpin" : "pin"));
    this.#label(this.#remove, `Delete “${title}”`);
  }

  #label(button: HTMLButtonElement, label: string): void {
    button.setAttribute("aria-label", label);
    button.title = label;
  }
}
