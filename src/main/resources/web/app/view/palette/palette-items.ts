import type { Commands } from "../../commands.ts";
import { PLACE_PICKED, CHANGE_WANTED, want, HANDLER_PICKED } from "../../intents.ts";
import type { IconName } from "../../icons.ts";
import { type KeyCommand, keyNames, SHORTCUTS } from "../../shortcuts.ts";
import { copyText } from "../../markdown/code/clipboard.ts";
import type { MenuEntry, MenuItem } from "../menu.ts";
import { canSpeak, readMessage } from "../message-menu.ts";
import { themeLabel, THEMES, THEME_ICONS } from "../theme-switch.ts";
import { say } from "../../words.ts";

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
    ...grouped(say("tool.groupPage"), desk.sidebar.entries()),
    ...desk.handlers.offered.map(({ name, title }) => ({
      group: say("tool.groupHandlers"),
      icon: "handler" as const,
      label: say("tool.newChatWith", { name: title }),
      act: () => {
        want(document, PLACE_PICKED, null);
        want(document, HANDLER_PICKED, name);
      },
    })),
    ...desk.sidebar.loaded.map(({ id, title }) => ({
      group: say("tool.groupConversations"),
      icon: "right" as const,
      label: title || say("page.newChat"),
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
    items.push({ group: say("tool.groupConversation"), icon, label, act, ...keysOf(command) });
  };
  if (turn) {
    add("stop", say("tool.stop"), () => commands.run("stop"), "stop");
  } else if (last?.role === "assistant") {
    add("retry", say("page.tryAgain"), () => want(document, CHANGE_WANTED, { type: "regenerate", message: last.id }));
    if (last.state === "stopped" || last.state === "interrupted" || last.stopReason === "max_tokens") {
      add("resume", say("message.goOn"), () => want(document, CHANGE_WANTED, { type: "continue", message: last.id }));
    }
  }
  const answer = desk.thread.last("answer");
  if (answer) {
    add("copy", say("tool.copyAnswer"), () => commands.run("copyAnswer"), "copyAnswer");
    if (canSpeak()) {
      add("speaker", say("tool.readAnswer"), () => void readMessage(answer.content));
    }
    const code = [...answer.node.querySelectorAll("pre code")].at(-1)?.textContent;
    if (code) {
      add("copy", say("tool.copyCode"), () => void copyText(code.replace(/\n$/, "")));
    }
  }
  if (last) {
    add("search", say("tool.find"), () => commands.find(), "find");
    add("printer", say("tool.print"), () => void commands.print());
  }
  if (!turn && desk.thread.last("question")) {
    add("edit", say("tool.editLast"), () => commands.run("editLast"), "editLast");
  }
  return [...items, ...grouped(say("tool.groupConversation"), desk.header.entries())];
}

function pageItems(commands: Commands): PaletteItem[] {
  const page = (icon: IconName, label: string, command: KeyCommand): PaletteItem => ({
    group: say("tool.groupPage"),
    icon,
    label,
    act: () => commands.run(command),
    ...keysOf(command),
  });
  const { themes } = commands.desk;
  return [
    page("compose", say("page.newChat"), "newChat"),
    page("search", say("tool.search"), "search"),
    page("sidebar", say("tool.sidebar"), "sidebar"),
    page("info", say("tool.shortcuts"), "help"),
    ...languageItems(),
    ...THEMES.filter((theme) => theme !== themes.theme).map((theme) => ({
      group: say("tool.groupPage"),
      icon: THEME_ICONS[theme],
      label: themeLabel(theme),
      act: () => themes.choose(theme),
    })),
  ];
}

/** Those of the form in the sidebar, which has the page served anew. */
function languageItems(): PaletteItem[] {
  const choice = document.querySelector<HTMLSelectElement>("#language select");
  const others = [...(choice?.options ?? [])].filter(({ selected }) => !selected);
  return others.map((option) => ({
    group: say("tool.groupPage"),
    icon: "language",
    label: say("tool.language", { name: option.label }),
    act: () => {
      option.selected = true;
      choice?.dispatchEvent(new Event("change", { bubbles: true }));
    },
  }));
}

function grouped(group: string, entries: readonly MenuEntry[]): PaletteItem[] {
  return entries.flatMap((entry) => {
    if (entry === "line") {
      return [];
    }
    return "items" in entry ? grouped(group, entry.items) : [{ ...entry, group }];
  });
}

function keysOf(command: KeyCommand | undefined): { keys?: readonly string[] } {
  const shortcut = SHORTCUTS.find((it) => it.command === command);
  return shortcut ? { keys: keyNames(shortcut) } : {};
}
