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

/** The messages of a conversation's shown path in which the words occur, from the first to the last. */
export async function findIn(conversation: string, words: string, signal: AbortSignal): Promise<number[]> {
  const address = `/api/conversations/${conversation}/find?${new URLSearchParams({ q: words })}`;
  const response = await answered(fetch(address, { headers: { Accept: "application/json" }, signal }));
  return ((await response.json()) as { messages: number[] }).messages;
}
