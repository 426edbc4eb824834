import { type ConversationPage, listConversations } from "../conversations.ts";
import { arrange, element } from "../dom.ts";
import { changedAt } from "../list-order.ts";
import { LoadedList } from "../loaded-list.ts";
import type { ConversationSummary } from "../protocol.ts";
import { ConversationRow, type RowActions } from "./conversation-row.ts";
import { dayGroup, untilMidnight } from "./day-groups.ts";
import { textButton } from "./icon-button.ts";
import { say } from "../words.ts";

/** So near (px) to the end of the list the next page is asked for. */
const NEAR_END = 800;
/** Once the reader is back at the top, so many pages are kept. */
const KEPT_PAGES = 2;

/** The reader's conversations by day, the newest first; more of them as one scrolls. */
export class ConversationList {
  readonly #list: HTMLElement;
  readonly #archived: boolean;
  readonly #actions: RowActions;
  readonly #loaded: LoadedList;
  readonly #rows = new Map<string, ConversationRow>();
  readonly #labels = new Map<string, HTMLElement>();
  readonly #failed: HTMLElement;
  #loading = false;
  #failing = false;
  #current = "";
  #midnight = 0;

  constructor(list: HTMLElement, archived: boolean, actions: RowActions) {
    this.#list = list;
    this.#archived = archived;
    this.#actions = actions;
    this.#loaded = new LoadedList(archived);
    const again = textButton(say("page.tryAgain"), () => this.#loadMore());
    this.#failed = element("li", { class: "list-failed" }, say("sidebar.notLoaded"), again);
    list.addEventListener("scroll", () => this.#scrolled(), { passive: true });
  }

  set current(conversation: string) {
    this.#current = conversation;
    this.#show();
  }

  get empty(): boolean {
    return this.#loaded.size === 0;
  }

  get loaded(): ConversationSummary[] {
    return this.#loaded.inOrder();
  }

  find(conversation: string): ConversationSummary | undefined {
    return this.#loaded.get(conversation);
  }

  /** Reads the list anew, as far down as the reader sees it. */
  async load(): Promise<void> {
    const seen = this.#list.scrollTop + this.#list.clientHeight;
    const wanted = this.#list.scrollHeight > 0 ? (this.#loaded.size * seen) / this.#list.scrollHeight : 0;
    await this.#under(async () => {
      const pages: ConversationPage[] = [];
      let count = 0;
      do {
        const page = await listConversations(this.#archived, pages.at(-1)?.next);
        pages.push(page);
        count += page.items.length;
      } while (count < wanted && pages.at(-1)?.next !== undefined);
      this.#loaded.replace(pages);
    });
  }

  update(items: readonly ConversationSummary[]): void {
    this.#loaded.update(items);
    this.#show();
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    if (scrollTop === 0 && !this.#loading) {
      this.#loaded.keepPages(KEPT_PAGES);
      this.#show();
    }
    if (scrollHeight - scrollTop - clientHeight < NEAR_END && !this.#failing) {
      this.#loadMore();
    }
  }

  #loadMore(): void {
    const { next } = this.#loaded;
    if (next !== undefined && !this.#loading) {
      void this.#under(async () => this.#loaded.append(await listConversations(this.#archived, next))).catch(
        () => undefined,
      );
    }
  }

  async #under(load: () => Promise<void>): Promise<void> {
    this.#loading = true;
    this.#loaded.expectPage();
    try {
      await load();
      this.#failing = false;
    } catch (failure) {
      this.#failing = true;
      throw failure;
    } finally {
      this.#loading = false;
      this.#show();
    }
  }

  #show(): void {
    const now = Date.now();
    const nodes: HTMLElement[] = [];
    let group = "";
    for (const summary of this.#loaded.inOrder()) {
      const own = summary.pinned ? say("sidebar.pinned") : dayGroup(changedAt(summary), now);
      if (own !== group) {
        group = own;
        nodes.push(this.#label(own));
      }
      nodes.push(this.#row(summary).node);
    }
    this.#forgetGone();
    arrange(this.#list, this.#failing && this.#loaded.size > 0 ? [...nodes, this.#failed] : nodes);
    clearTimeout(this.#midnight);
    this.#midnight = window.setTimeout(() => this.#show(), untilMidnight(now));
  }

  #label(name: string): HTMLElement {
    const label = this.#labels.get(name) ?? element("li", { class: "sidebar-label" }, name);
    this.#labels.set(name, label);
    return label;
  }

  #row(summary: ConversationSummary): ConversationRow {
    let row = this.#rows.get(summary.id);
    if (!row) {
      row = new ConversationRow(summary.id, this.#actions);
      this.#rows.set(summary.id, row);
    }
    row.show(summary, summary.id === this.#current);
    return row;
  }

  #forgetGone(): void {
    for (const id of this.#rows.keys()) {
      if (!this.#loaded.get(id)) {
        this.#rows.delete(id);
      }
    }
  }
}
