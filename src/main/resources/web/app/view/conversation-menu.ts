import { exportAddress } from "../conversations.ts";
import type { ConversationSummary } from "../protocol.ts";
import type { MenuEntry } from "./menu.ts";

/** What can be done with a conversation. */
export interface ConversationActions {
  pin(summary: ConversationSummary): void;
  archive(summary: ConversationSummary): void;
  remove(summary: ConversationSummary): void;
}

/** The same menu wherever a conversation is named. */
export function conversationMenu(
  summary: ConversationSummary,
  actions: ConversationActions,
  rename: () => void,
): MenuEntry[] {
  const { id, pinned, archived } = summary;
  const pin: MenuEntry = pinned
    ? { icon: "unpin", label: "Unpin", act: () => actions.pin(summary) }
    : { icon: "pin", label: "Pin", act: () => actions.pin(summary) };
  const archive: MenuEntry = archived
    ? { icon: "unarchive", label: "Unarchive", act: () => actions.archive(summary) }
    : { icon: "archive", label: "Archive", act: () => actions.archive(summary) };
  return [
    ...(archived ? [] : [pin]),
    { icon: "edit", label: "Rename", act: rename },
    archive,
    "line",
    { icon: "download", label: "Export as Markdown", download: exportAddress(id, "markdown") },
    { icon: "download", label: "Export as JSON", download: exportAddress(id, "json") },
    { icon: "download", label: "Export as HTML", download: exportAddress(id, "html") },
    "line",
    { icon: "remove", label: "Delete", act: () => actions.remove(summary) },
  ];
}
