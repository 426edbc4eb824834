import type { ConversationSummary } from "./protocol.ts";

const RESOURCE = "/api/conversations";
/** Where all of them are to be had as one file. */
export const EXPORT_ALL = "/api/export";
const JSON_TYPE = "application/json";

export interface ConversationPage {
  items: ConversationSummary[];
  next?: string;
}

export type ExportFormat = "markdown" | "json" | "html";

interface Change {
  title?: string;
  pinned?: boolean;
  archived?: boolean;
}

/** The reader's conversations by HTTP. What a change brings comes by the socket, to every tab. */
export async function listConversations(archived: boolean, after?: string): Promise<ConversationPage> {
  const query = new URLSearchParams({ archived: String(archived), limit: "100", ...(after && { after }) });
  const response = await answered(fetch(`${RESOURCE}?${query}`, { headers: { Accept: JSON_TYPE } }));
  return (await response.json()) as ConversationPage;
}

/** Changes what is named and returns what the conversation is then. */
export async function fileConversation(id: string, filing: Change): Promise<ConversationSummary> {
  const body = JSON.stringify(filing);
  const headers = { "Content-Type": JSON_TYPE, Accept: JSON_TYPE };
  const response = await answered(fetch(`${RESOURCE}/${id}`, { method: "PATCH", headers, body }));
  return (await response.json()) as ConversationSummary;
}

/** Where a conversation is to be had as a file. */
export function exportAddress(id: string, format: ExportFormat): string {
  return `${RESOURCE}/${id}/export?format=${format}`;
}

export async function deleteConversation(id: string): Promise<void> {
  await answered(fetch(`${RESOURCE}/${id}`, { method: "DELETE" }));
}

export async function restoreConversation(id: string): Promise<void> {
  await answered(fetch(`${RESOURCE}/${id}/restore`, { method: "POST" }));
}

/** Fails where the answer is no success. */
export async function answered(request: Promise<Response>): Promise<Response> {
  const response = await request;
  if (!response.ok) {
    throw new Error(`The server answered ${response.status}`);
  }
  return response;
}
