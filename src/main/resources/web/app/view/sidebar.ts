import { arrange, byId, element } from "../dom.ts";
import { CONVERSATION_PICKED, want } from "../intents.ts";
import type { ConversationSummary } from "../protocol.ts";
import { keepSetting, readSetting } from "../settings.ts";

const NARROW = matchMedia("(max-width: 56rem)");
const UNTITLED = "New chat";

/** The reader's conversations, newest first; a sheet over the page where that is narrow. */
export class Sidebar {
  readonly #sidebar = byId("sidebar", HTMLElement);
  readonly #list = byId("conversations", HTMLElement);
  readonly #toggle = byId("sidebar-toggle", HTMLButtonElement);
  readonly #backdrop = byId("sidebar-backdrop", HTMLElement);
  readonly #summaries = new Map<string, ConversationSummary>();
  readonly #rows = new Map<string, HTMLElement>();
  #current = "";
  #open = false;

  constructor() {
    for (const opener of [this.#toggle, byId("sidebar-close", HTMLButtonElement)]) {
      opener.addEventListener("click", () => this.#show(!this.#open, true));
    }
    this.#backdrop.addEventListener("click", () => this.#show(false, true));
    this.#sidebar.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && NARROW.matches) {
        this.#show(false, true);
      }
    });
    this.#sidebar.addEventListener("click", (event) => this.#picked(event));
    NARROW.addEventListener("change", () => this.#settle());
    this.#settle();
  }

  set current(conversation: string) {
    this.#current = conversation;
    this.#showList();
  }

  async load(): Promise<void> {
    const response = await fetch("/api/conversations", { headers: { Accept: "application/json" } });
    if (response.ok) {
      const { items } = (await response.json()) as { items: ConversationSummary[] };
      this.#summaries.clear();
      this.update(items);
    }
  }

  update(items: readonly ConversationSummary[]): void {
    for (const item of items) {
      if (item.deleted) {
        this.#summaries.delete(item.id);
      } else {
        this.#summaries.set(item.id, { ...this.#summaries.get(item.id), ...item });
      }
    }
    this.#showList();
  }

  title(conversation: string): string | undefined {
    return this.#summaries.get(conversation)?.title;
  }

  #showList(): void {
    const changed = (item: ConversationSummary): number => item.updatedAt ?? item.createdAt ?? 0;
    const newestFirst = [...this.#summaries.values()].sort((one, other) => changed(other) - changed(one));
    const before = new Map(this.#rows);
    this.#rows.clear();
    for (const summary of newestFirst) {
      this.#rows.set(summary.id, this.#row(summary, before.get(summary.id)));
    }
    arrange(this.#list, [...this.#rows.values()]);
  }

  #row(summary: ConversationSummary, before: HTMLElement | undefined): HTMLElement {
    const row = before ?? element("li", {}, element("a", { href: `/c/${summary.id}` }, element("span")));
    const link = row.firstElementChild as HTMLAnchorElement;
    const title = summary.title || UNTITLED;
    link.title = title;
    (link.firstElementChild as HTMLElement).textContent = title;
    if (summary.id === this.#current) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
    const dot = link.querySelector(".running-dot");
    if (summary.state === "running" && !dot) {
      link.append(
        element("span", { class: "running-dot", role: "img", "aria-label": "Answering", title: "Answering" }),
      );
    } else if (summary.state !== "running") {
      dot?.remove();
    }
    return row;
  }

  #picked(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    const path = link.pathname;
    want(link, CONVERSATION_PICKED, path.startsWith("/c/") ? path.slice("/c/".length) : null);
    if (NARROW.matches) {
      this.#show(false, false);
    }
  }

  #settle(): void {
    this.#show(!NARROW.matches && readSetting("sidebar") !== "closed", false);
  }

  #show(open: boolean, byReader: boolean): void {
    this.#open = open;
    document.documentElement.classList.toggle("sidebar-open", open);
    this.#sidebar.inert = !open;
    this.#toggle.setAttribute("aria-expanded", String(open));
    this.#backdrop.hidden = !(open && NARROW.matches);
    if (!byReader) {
      return;
    }
    if (!NARROW.matches) {
      keepSetting("sidebar", open ? undefined : "closed");
    }
    if (open) {
      this.#sidebar.querySelector<HTMLElement>("a")?.focus();
    } else {
      this.#toggle.focus();
    }
  }
}
