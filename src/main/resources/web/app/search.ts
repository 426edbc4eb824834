import { answered } from "./conversations.ts";
import type { ConversationSummary } from "./protocol.ts";

const RESOURCE = "/api/search";

export interface SearchHit {
  conversation: ConversationSummary;
  /** Left out for a title. */
  message?: number;
  time: number;
  snippet: string;
  /** Where the words stand in the snippet: start and end (exclusive), in UTF-16 units. */
  marks: [start: number, end: number][];
}

export interface SearchPage {
  items: SearchHit[];
  next?: string;
}

export async function search(words: string, after: string | undefined, signal: AbortSignal): Promise<SearchPage> {
  const query = new URLSearchParams({ q: words, limit: "30", ...(after && { after }) });
  const response = await answered(fetch(`${RESOURCE}?${query}`, { headers: { Accept: "application/json" }, signal }));
  return (await response.json()) as SearchPage;
}
