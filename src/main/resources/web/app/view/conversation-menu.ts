import { exportAddress } from "../conversations.ts";
import type { ConversationSummary } from "../protocol.ts";
import type { MenuEntry } from "./menu.ts";
import { say } from "../words.ts";

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
    ? { icon: "unpin", label: say("sidebar.unpin"), act: () => actions.pin(summary) }
    : { icon: "pin", label: say("sidebar.pin"), act: () => actions.pin(summary) };
  const archive: MenuEntry = archived
    ? { icon: "unarchive", label: say("sidebar.unarchive"), act: () => actions.archive(summary) }
    : { icon: "archive", label: say("sidebar.archive"), act: () => actions.archive(summary) };
  return [
    ...(archived ? [] : [pin]),
    { icon: "edit", label: say("sidebar.rename"), act: rename },
    archive,
    "line",
    { icon: "download", label: say("sidebar.exportMarkdown"), download: exportAddress(id, "markdown") },
    { icon: "download", label: say("sidebar.exportJson"), download: exportAddress(id, "json") },
    { icon: "download", label: say("sidebar.exportHtml"), download: exportAddress(id, "html") },
    "line",
    { icon: "remove", label: say("sidebar.delete"), act: () => actions.remove(summary) },
  ];
}
