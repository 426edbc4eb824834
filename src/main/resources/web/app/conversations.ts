import type { ConversationSummary } from "./protocol.ts";

const RESOURCE = "/api/conversations";
const JSON_TYPE = "application/json";

export interface ConversationPage {
  items: ConversationSummary[];
  next?: string;
}

/** The reader's conversations by HTTP. What a change brings comes by the socket, to every tab. */
export async function listConversations(after?: string): Promise<ConversationPage> {
  const query = after === undefined ? "" : `&after=${encodeURIComponent(after)}`;
  const response = await answered(fetch(`${RESOURCE}?limit=100${query}`, { headers: { Accept: JSON_TYPE } }));
  return (await response.json()) as ConversationPage;
}

export async function fileConversation(id: string, filing: { pinned?: boolean; title?: string }): Promise<void> {
  const body = JSON.stringify(filing);
  await answered(fetch(`${RESOURCE}/${id}`, { method: "PATCH", headers: { "Content-Type": JSON_TYPE }, body }));
}

export async function deleteConversation(id: string): Promise<void> {
  await answered(fetch(`${RESOURCE}/${id}`, { method: "DELETE" }));
}

export async function restoreConversation(id: string): Promise<void> {
  await answered(fetch(`${RESOURCE}/${id}/restore`, { method: "POST" }));
}

async function answered(request: Promise<Response>): Promise<Response> {
  const response = await request;
  if (!response.ok) {
    throw new Error(`The server answered ${response.status}`);
  }
  return response;
}
