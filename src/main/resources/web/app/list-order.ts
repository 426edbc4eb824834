import type { ConversationSummary } from "./protocol.ts";

/** When something has happened in a conversation last (ms since 1970). */
export function changedAt(summary: ConversationSummary): number {
  return summary.updatedAt ?? summary.createdAt ?? 0;
}

/** As the server lists them: pinned ones first, then the last changed. */
export function inOrder(one: ConversationSummary, other: ConversationSummary): number {
  return (
    Number(other.pinned ?? false) - Number(one.pinned ?? false) ||
    changedAt(other) - changedAt(one) ||
    (one.id < other.id ? 1 : one.id > other.id ? -1 : 0)
  );
}
