/** What can be done by a key. */
export type KeyCommand =
  | "search"
  | "commands"
  | "help"
  | "newChat"
  | "sidebar"
  | "find"
  | "send"
  | "newLine"
  | "editLast"
  | "stop"
  | "quote"
  | "copyAnswer";

/** Where a key works: what is typed in a field is text, so most of them need a modifier. */
export type Where =
  | "anywhere"
  /** Where nothing is written. */
  | "outside"
  /** Where older messages are not loaded, so that the browser could not do it. */
  | "parted"
  /** In the message field. */
  | "message"
  /** In the message field as long as nothing stands in it. */
  | "emptyMessage";

/** What belongs together in the help sheet. */
export type Group = "writing" | "conversation" | "page";

export interface Shortcut {
  command: KeyCommand;
  group: Group;
  /** Modifiers and a key; "Mod" is the command key of Apple's keyboards, Ctrl on others. */
  keys: string;
  where: Where;
  /** The browser does it by itself. */
  native?: true;
}

/**
 * All shortcuts: what is handled and what the help sheet shows are both made of this table. What the other well-known
 * chats have is the same here. Left alone are the browser's own keys that a reader needs on this page, and everything
 * that types a character somewhere: Alt and AltGr.
 */
export const SHORTCUTS: readonly Shortcut[] = [
  { command: "send", group: "writing", keys: "Enter", where: "message" },
  { command: "send", group: "writing", keys: "Mod+Enter", where: "message" },
  { command: "newLine", group: "writing", keys: "Shift+Enter", where: "message", native: true },
  { command: "editLast", group: "writing", keys: "ArrowUp", where: "emptyMessage" },
  { command: "quote", group: "writing", keys: "Mod+Shift+9", where: "anywhere" },
  { command: "stop", group: "conversation", keys: "Mod+.", where: "anywhere" },
  { command: "copyAnswer", group: "conversation", keys: "Mod+Shift+C", where: "anywhere" },
  { command: "find", group: "conversation", keys: "Mod+Shift+F", where: "anywhere" },
  { command: "find", group: "conversation", keys: "Mod+F", where: "parted" },
  { command: "newChat", group: "page", keys: "Mod+Shift+O", where: "anywhere" },
  { command: "search", group: "page", keys: "Mod+K", where: "anywhere" },
  { command: "search", group: "page", keys: "/", where: "outside" },
  { command: "commands", group: "page", keys: "Mod+K Mod+K", where: "anywhere", native: true },
  { command: "sidebar", group: "page", keys: "Mod+Shift+S", where: "anywhere" },
  { command: "help", group: "page", keys: "Mod+/", where: "anywhere" },
  { command: "help", group: "page", keys: "?", where: "outside" },
];

/** What tells one key press from another. */
export type Press = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing" | "keyCode"
>;

/** Where the key event of an input method that has not told `isComposing` comes from. */
const COMPOSING_KEY = 229;
const NAMES: Record<string, string> = { ArrowUp: "↑", Enter: "Enter", Shift: "Shift" };
const APPLE_NAMES: Record<string, string> = { Mod: "⌘", Shift: "⇧", ArrowUp: "↑", Enter: "↩" };

export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** Whether an input method is at work: its keys choose characters, and do nothing else. */
export function isComposing({ isComposing, keyCode }: Pick<Press, "isComposing" | "keyCode">): boolean {
  return isComposing || keyCode === COMPOSING_KEY;
}

/** What a key press means at that place; undefined for nothing. */
export function commandOf(press: Press, places: readonly Where[], apple = isApple()): KeyCommand | undefined {
  if (isComposing(press)) {
    return undefined;
  }
  return SHORTCUTS.find(
    ({ keys, where, native }) => !native && places.includes(where) && matches(press, keys.split("+"), apple),
  )?.command;
}

/** The names of a shortcut's keys, as they stand on the keyboard. */
export function keyNames({ keys }: Shortcut, apple = isApple()): string[] {
  return keys.split(/[+ ]/).map((key) => (apple ? APPLE_NAMES[key] : key === "Mod" ? "Ctrl" : NAMES[key]) ?? key);
}

function matches(press: Press, keys: readonly string[], apple: boolean): boolean {
  const wanted = keys.at(-1) ?? "";
  const modifier = apple ? press.metaKey : press.ctrlKey;
  const other = apple ? press.ctrlKey : press.metaKey;
  // Where a sign stands with Shift on some keyboards and without on others, the sign is what counts.
  const sign = /^[^\p{L}\p{N}]$/u.test(wanted);
  return (
    keyOf(press, wanted) === wanted &&
    modifier === keys.includes("Mod") &&
    !other &&
    !press.altKey &&
    (sign || press.shiftKey === keys.includes("Shift"))
  );
}

/** Digits with Shift are signs that differ by country, and keyboards of other scripts have other letters: then the place counts. */
function keyOf({ key, code }: Press, wanted: string): string {
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  if (/^\d$/.test(wanted) || (key.length === 1 && key > "\u007f")) {
    return place ?? key;
  }
  return key.length === 1 ? key.toUpperCase() : key;
}
