import { type ConversationPage, listConversations } from "../conversations.ts";
import { arrange, element } from "../dom.ts";
import { changedAt } from "../list-order.ts";
import { LoadedList } from "../loaded-list.ts";
import type { ConversationSummary } from "../protocol.ts";
import { ConversationRow, type RowActions } from "./conversation-row.ts";
import { dayGroup, untilMidnight } from "./day-groups.ts";
import { ListWindow, roomOf } from "./list-window.ts";
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
  readonly #window: ListWindow;
  readonly #rows = new Map<string, ConversationRow>();
  readonly #labels = new Map<string, HTMLElement>();
  readonly #failed: HTMLElement;
  /** Under which heading each stands; it takes a while to find out for thousands, and holds until midnight. */
  #groups = new WeakMap<ConversationSummary, string>();
  /** Conversations with their numbers in the list, and the names of the groups that they stand in. */
  #entries: ([summary: ConversationSummary, number: number] | string)[] = [];
  #loading = false;
  #failing = false;
  #current = "";
  #midnight = 0;

  constructor(list: HTMLElement, archived: boolean, actions: RowActions) {
    this.#list = list;
    this.#archived = archived;
    this.#actions = actions;
    this.#loaded = new LoadedList(archived);
    this.#window = new ListWindow(list);
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

  get loaded(): readonly ConversationSummary[] {
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
    } else if (this.#window.nearEdge) {
      this.#draw();
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
    this.#entries = [];
    let group = "";
    for (const [at, summary] of this.#loaded.inOrder().entries()) {
      const own = this.#groupOf(summary, now);
      if (own !== group) {
        group = own;
        this.#entries.push(own);
      }
      this.#entries.push([summary, at + 1]);
    }
    this.#window.measure(this.#entries.map((entry) => typeof entry === "string"));
    this.#draw();
    clearTimeout(this.#midnight);
    this.#midnight = window.setTimeout(() => this.#regroup(), untilMidnight(now));
  }

  #regroup(): void {
    this.#groups = new WeakMap();
    this.#show();
  }

  #groupOf(summary: ConversationSummary, now: number): string {
    const group =
      this.#groups.get(summary) ?? (summary.pinned ? say("sidebar.pinned") : dayGroup(changedAt(summary), now));
    this.#groups.set(summary, group);
    return group;
  }

  /** Makes the rows that the reader may see, and lets go of those that went far away. */
  #draw(): void {
    const drawn = new Set<string>();
    const nodes = this.#window.boxes(this.#focused()).map((box) => {
      if ("room" in box) {
        return roomOf(box.room);
      }
      const entry = this.#entries[box.at] ?? "";
      if (typeof entry === "string") {
        return this.#label(entry);
      }
      const [summary, number] = entry;
      drawn.add(summary.id);
      const row = this.#row(summary);
      row.place = this.#window.whole ? undefined : { number, of: this.#count };
      return row.node;
    });
    for (const id of this.#rows.keys()) {
      if (!drawn.has(id)) {
        this.#rows.delete(id);
      }
    }
    arrange(this.#list, this.#failing && this.#loaded.size > 0 ? [...nodes, this.#failed] : nodes);
  }

  /** How many there are; -1 as long as nobody knows. */
  get #count(): number {
    return this.#loaded.next === undefined ? this.#loaded.size : -1;
  }

  /** The place of the row with the focus, or with an open menu; -1 where there is none. */
  #focused(): number {
    const busy = this.#window.whole ? undefined : [...this.#rows].find(([, { busy }]) => busy)?.[0];
    return busy === undefined
      ? -1
      : this.#entries.findIndex((entry) => typeof entry !== "string" && entry[0].id === busy);
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
}
