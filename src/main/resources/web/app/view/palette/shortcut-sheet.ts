import { element } from "../../dom.ts";
import { type Group, type KeyCommand, keyNames, type Shortcut, SHORTCUTS } from "../../shortcuts.ts";
import { styleSheet } from "../../style-sheet.ts";
import { textButton } from "../icon-button.ts";
import { keyboardKeys } from "./keys.ts";
import { say } from "../../words.ts";

const GROUPS: Record<Group, string> = {
  writing: "tool.groupWriting",
  conversation: "tool.groupConversation",
  page: "tool.groupPage",
};

const WORDS: Record<KeyCommand, string> = {
  send: "tool.send",
  newLine: "tool.newLine",
  editLast: "tool.editLast",
  quote: "tool.quote",
  stop: "tool.stop",
  copyAnswer: "tool.copyAnswer",
  find: "tool.find",
  newChat: "page.newChat",
  search: "tool.search",
  commands: "tool.allCommands",
  sidebar: "tool.sidebar",
  help: "tool.shortcuts",
};

/** Shows which keys do what, made of the same table that handles them. */
export async function openShortcutSheet(): Promise<void> {
  await styleSheet("tools").catch(() => undefined);
  const dialog = element("dialog", { class: "dialog shortcut-sheet", "aria-labelledby": "shortcuts-heading" });
  const close = textButton(say("page.close"), () => dialog.close());
  dialog.append(
    element("h2", { id: "shortcuts-heading" }, say("tool.shortcuts")),
    element("div", { class: "shortcut-groups", tabindex: 0 }, ...Object.keys(GROUPS).map((it) => section(it as Group))),
    element("div", { class: "button-row" }, close),
  );
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}

function section(group: Group): HTMLElement {
  const rows = new Map<KeyCommand, Shortcut[]>();
  for (const shortcut of SHORTCUTS.filter((it) => it.group === group)) {
    rows.set(shortcut.command, [...(rows.get(shortcut.command) ?? []), shortcut]);
  }
  const list = element("dl", { class: "shortcuts" });
  for (const [command, shortcuts] of rows) {
    list.append(
      element("dt", {}, say(WORDS[command])),
      ...shortcuts.map((shortcut) => element("dd", {}, keyboardKeys(keyNames(shortcut)))),
    );
  }
  return element("section", {}, element("h3", {}, say(GROUPS[group])), list);
}
