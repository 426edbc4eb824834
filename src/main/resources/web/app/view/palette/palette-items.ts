import type { Commands } from "../../commands.ts";
import { PLACE_PICKED, CHANGE_WANTED, want, HANDLER_PICKED } from "../../intents.ts";
import type { IconName } from "../../icons.ts";
import { type KeyCommand, keyNames, SHORTCUTS } from "../../shortcuts.ts";
import { copyText } from "../../markdown/code/clipboard.ts";
import type { MenuEntry, MenuItem } from "../menu.ts";
import { themeLabel, THEMES, THEME_ICONS } from "../theme-switch.ts";

const UNTITLED = "New chat";

/** One thing to be found by its name. */
export interface PaletteItem extends MenuItem {
  /** What it belongs to. */
  group: string;
  keys?: readonly string[];
}

/** All that can be done now, in the order in which it is offered while nothing is typed. */
export function paletteItems(commands: Commands): PaletteItem[] {
  const { desk } = commands;
  return [
    ...conversationItems(commands),
    ...pageItems(commands),
    ...grouped("Page", desk.sidebar.entries()),
    ...desk.handlers.offered.map(({ name, title }) => ({
      group: "Who answers",
      icon: "handler" as const,
      label: `New chat with ${title}`,
      act: () => {
        want(document, PLACE_PICKED, null);
        want(document, HANDLER_PICKED, name);
      },
    })),
    ...desk.sidebar.loaded.map(({ id, title }) => ({
      group: "Conversations",
      icon: "right" as const,
      label: title || UNTITLED,
      act: () => want(document, PLACE_PICKED, { conversation: id }),
    })),
  ];
}

function conversationItems(commands: Commands): PaletteItem[] {
  const { desk } = commands;
  const { transcript } = desk.session();
  const { last, turn } = transcript;
  const items: PaletteItem[] = [];
  const add = (icon: IconName, label: string, act: () => void, command?: KeyCommand): void => {
    items.push({ group: "Conversation", icon, label, act, ...keysOf(command) });
  };
  if (turn) {
    add("stop", "Stop", () => commands.run("stop"), "stop");
  } else if (last?.role === "assistant") {
    add("retry", "Try again", () => want(document, CHANGE_WANTED, { type: "regenerate", message: last.id }));
    if (last.state === "stopped" || last.state === "interrupted" || last.stopReason === "max_tokens") {
      add("resume", "Continue", () => want(document, CHANGE_WANTED, { type: "continue", message: last.id }));
    }
  }
  if (desk.thread.last("answer")) {
    add("copy", "Copy the last answer", () => commands.run("copyAnswer"), "copyAnswer");
    const code = [...(desk.thread.last("answer")?.node.querySelectorAll("pre code") ?? [])].at(-1)?.textContent;
    if (code) {
      add("copy", "Copy the last code", () => void copyText(code.replace(/\n$/, "")));
    }
  }
  if (last) {
    add("search", "Find in this conversation", () => commands.find(), "find");
  }
  if (!turn && desk.thread.last("question")) {
    add("edit", "Edit the last message", () => commands.run("editLast"), "editLast");
  }
  return [...items, ...grouped("Conversation", desk.header.entries())];
}

function pageItems(commands: Commands): PaletteItem[] {
  const page = (icon: IconName, label: string, command: KeyCommand): PaletteItem => ({
    group: "Page",
    icon,
    label,
    act: () => commands.run(command),
    ...keysOf(command),
  });
  const { themes } = commands.desk;
  return [
    page("compose", "New chat", "newChat"),
    page("search", "Search conversations", "search"),
    page("sidebar", "Show or hide the sidebar", "sidebar"),
    page("info", "Keyboard shortcuts", "help"),
    ...THEMES.filter((theme) => theme !== themes.theme).map((theme) => ({
      group: "Page",
      icon: THEME_ICONS[theme],
      label: themeLabel(theme),
      act: () => themes.choose(theme),
    })),
  ];
}

function grouped(group: string, entries: readonly MenuEntry[]): PaletteItem[] {
  return entries.flatMap((entry) => (entry === "line" ? [] : [{ ...entry, group }]));
}

function keysOf(command: KeyCommand | undefined): { keys?: readonly string[] } {
  const shortcut = SHORTCUTS.find((it) => it.command === command);
  return shortcut ? { keys: keyNames(shortcut) } : {};
}
