import type { ConversationPage } from "./conversations.ts";
import type { ConversationSummary } from "./protocol.ts";
import { inOrder } from "./list-order.ts";

/** Where a page ended, and by what the next one is asked for. */
interface PageEnd {
  last: ConversationSummary | undefined;
  next: string | undefined;
}

/**
 * The beginning of a list of conversations that the server has all of. A conversation whose place is further down than
 * what was loaded is left out, however it is heard of: it comes with its page, in its place.
 */
export class LoadedList {
  readonly #archived: boolean;
  readonly #items = new Map<string, ConversationSummary>();
  #sorted: readonly ConversationSummary[] | undefined = [];
  /** What came while a page was under way is newer than the page. */
  readonly #meanwhile = new Map<string, ConversationSummary>();
  #ends: PageEnd[] = [];

  constructor(archived: boolean) {
    this.#archived = archived;
  }

  get size(): number {
    return this.#items.size;
  }

  /** By what the next page is asked for; undefined when all is here. */
  get next(): string | undefined {
    return this.#ends.at(-1)?.next;
  }

  get(id: string): ConversationSummary | undefined {
    return this.#items.get(id);
  }

  inOrder(): readonly ConversationSummary[] {
    this.#sorted ??= [...this.#items.values()].sort(inOrder);
    return this.#sorted;
  }

  /** Forgets what was heard before: the pages that are asked for now are as new. */
  expectPage(): void {
    this.#meanwhile.clear();
  }

  /** Starts over with these pages. */
  replace(pages: readonly ConversationPage[]): void {
    this.#items.clear();
    this.#ends = [];
    pages.forEach((page) => this.#append(page));
    this.#put([...this.#meanwhile.values()]);
  }

  append(page: ConversationPage): void {
    this.#append(page);
    this.#put([...this.#meanwhile.values()]);
  }

  #append({ items, next }: ConversationPage): void {
    this.#ends.push({ last: items.at(-1), next });
    this.#put(items);
  }

  /** Conversations have changed. */
  update(items: readonly ConversationSummary[]): void {
    items.forEach((item) => this.#meanwhile.set(item.id, item));
    this.#put(items);
  }

  /** Lets go of all but the first pages. */
  keepPages(count: number): void {
    if (this.#ends.length <= count) {
      return;
    }
    this.#ends.length = count;
    this.#put([...this.#items.values()]);
  }

  #put(items: readonly ConversationSummary[]): void {
    this.#sorted = undefined;
    for (const item of items) {
      if (!item.deleted && (item.archived ?? false) === this.#archived && !this.#isBeyond(item)) {
        this.#items.set(item.id, item);
      } else {
        this.#items.delete(item.id);
      }
    }
  }

  #isBeyond(item: ConversationSummary): boolean {
    const end = this.#ends.at(-1);
    return end?.next !== undefined && end.last !== undefined && inOrder(item, end.last) > 0;
  }
}
