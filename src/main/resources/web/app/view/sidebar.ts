import { deleteConversation, fileConversation, listConversations, restoreConversation } from "../conversations.ts";
import { arrange, byId, element } from "../dom.ts";
import { CONVERSATION_PICKED, want } from "../intents.ts";
import type { ConversationSummary } from "../protocol.ts";
import { keepSetting, readSetting } from "../settings.ts";
import { ConversationRow, type RowActions } from "./conversation-row.ts";
import { dayGroup } from "./day-groups.ts";
import { Toast } from "./toast.ts";

const NARROW = matchMedia("(max-width: 56rem)");
/** So near (px) to the end of the list the next page is asked for. */
const NEAR_END = 400;
const FAILED = "That did not work. Try again in a moment.";

/** The reader's conversations, newest first; a sheet over the page where that is narrow. */
export class Sidebar implements RowActions {
  readonly #sidebar = byId("sidebar", HTMLElement);
  readonly #list = byId("conversations", HTMLElement);
  readonly #toggle = byId("sidebar-toggle", HTMLButtonElement);
  readonly #backdrop = byId("sidebar-backdrop", HTMLElement);
  readonly #summaries = new Map<string, ConversationSummary>();
  readonly #rows = new Map<string, ConversationRow>();
  readonly #labels = new Map<string, HTMLElement>();
  readonly #toast = new Toast();
  #next: string | undefined;
  #loading = false;
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
    this.#list.addEventListener("scroll", () => this.#loadMore(), { passive: true });
    NARROW.addEventListener("change", () => this.#settle());
    this.#settle();
  }

  set current(conversation: string) {
    this.#current = conversation;
    this.#showList();
  }

  async load(): Promise<void> {
    const { items, next } = await listConversations();
    this.#summaries.clear();
    this.#next = next;
    this.update(items);
  }

  #loadMore(): void {
    const left = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight;
    if (this.#next === undefined || this.#loading || left > NEAR_END) {
      return;
    }
    this.#loading = true;
    listConversations(this.#next)
      .then(({ items, next }) => {
        this.#next = next;
        this.update(items);
      })
      .catch(() => undefined)
      .finally(() => (this.#loading = false));
  }

  update(items: readonly ConversationSummary[]): void {
    for (const item of items) {
      if (item.deleted || item.archived) {
        this.#summaries.delete(item.id);
      } else {
        this.#summaries.set(item.id, item);
      }
    }
    this.#showList();
  }

  title(conversation: string): string | undefined {
    return this.#summaries.get(conversation)?.title;
  }

  #showList(): void {
    const sorted = [...this.#summaries.values()].sort(inOrder);
    const now = Date.now();
    const nodes: HTMLElement[] = [];
    let group = "";
    for (const summary of sorted) {
      const own = summary.pinned ? "Pinned" : dayGroup(changedAt(summary), now);
      if (own !== group) {
        group = own;
        nodes.push(this.#label(own));
      }
      nodes.push(this.#row(summary).node);
    }
    this.#forgetGone();
    arrange(this.#list, nodes);
  }

  #label(name: string): HTMLElement {
    const label = this.#labels.get(name) ?? element("li", { class: "sidebar-label" }, name);
    this.#labels.set(name, label);
    return label;
  }

  #row(summary: ConversationSummary): ConversationRow {
    let row = this.#rows.get(summary.id);
    if (!row) {
      row = new ConversationRow(summary, this);
      this.#rows.set(summary.id, row);
    }
    row.show(summary, summary.id === this.#current);
    return row;
  }

  #forgetGone(): void {
    for (const id of this.#rows.keys()) {
      if (!this.#summaries.has(id)) {
        this.#rows.delete(id);
      }
    }
  }

  pin(summary: ConversationSummary): void {
    this.#try(fileConversation(summary.id, { pinned: !summary.pinned }));
  }

  remove(summary: ConversationSummary): void {
    this.#try(
      deleteConversation(summary.id).then(() =>
        this.#toast.say(`Deleted “${summary.title ?? ""}”`, () => this.#try(restoreConversation(summary.id))),
      ),
    );
  }

  #try(change: Promise<void>): void {
    change.catch(() => this.#toast.say(FAILED));
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

function changedAt(summary: ConversationSummary): number {
  return summary.updatedAt ?? summary.createdAt ?? 0;
}

/** As the server lists them: pinned ones first, then the last changed. */
function inOrder(one: ConversationSummary, other: ConversationSummary): number {
  return Number(other.pinned ?? false) - Number(one.pinned ?? false) || changedAt(other) - changedAt(one);
}
