import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { commandOf, keyNames, type Press, SHORTCUTS } from "../../main/resources/web/app/shortcuts.ts";

/** What browsers do not give away, and what a reader needs of a browser on this page. */
const BROWSERS_OWN =
  "A C X V Z Y F G P S R L D T N W Q H J U B I E 0 1 2 3 4 5 6 7 8 9 + - = Tab Shift+T Shift+N Shift+W Shift+P Shift+V Shift+R " +
  "Shift+Z Shift+G Shift+Tab Shift+I Shift+J Shift+K Shift+M Shift+A Shift+D Shift+Q Shift+X Shift+B Shift+Delete";

function press(keys: Partial<Press>): Press {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0 };
  return { key: "", code: "", ...none, ...keys };
}

test("a key with its modifier is a command, on Apple's keyboards with the other modifier", () => {
  equal(commandOf(press({ key: "k", ctrlKey: true }), ["anywhere"], false), "search");
  equal(commandOf(press({ key: "k", metaKey: true }), ["anywhere"], true), "search");
  equal(commandOf(press({ key: "k", ctrlKey: true }), ["anywhere"], true), undefined);
  equal(commandOf(press({ key: "O", ctrlKey: true, shiftKey: true }), ["anywhere"], false), "newChat");
  equal(commandOf(press({ key: "o", ctrlKey: true }), ["anywhere"], false), undefined);
});

test("a letter counts by its place where the keyboard has another script, and a digit always", () => {
  equal(commandOf(press({ key: "л", code: "KeyK", ctrlKey: true }), ["anywhere"], false), "search");
  equal(commandOf(press({ key: "(", code: "Digit9", ctrlKey: true, shiftKey: true }), ["anywhere"], false), "quote");
  equal(commandOf(press({ key: ")", code: "Digit9", ctrlKey: true, shiftKey: true }), ["anywhere"], false), "quote");
});

test("a sign counts with or without Shift", () => {
  equal(commandOf(press({ key: "/", ctrlKey: true }), ["anywhere"], false), "help");
  equal(commandOf(press({ key: "/", code: "Digit7", ctrlKey: true, shiftKey: true }), ["anywhere"], false), "help");
  equal(commandOf(press({ key: "?", shiftKey: true }), ["anywhere", "outside"], false), "help");
});

test("what types a character is no command in a field", () => {
  equal(commandOf(press({ key: "?", shiftKey: true }), ["anywhere"], false), undefined);
  equal(commandOf(press({ key: "k" }), ["anywhere"], false), undefined);
  equal(commandOf(press({ key: "k", ctrlKey: true, altKey: true }), ["anywhere"], false), undefined);
});

test("keys of an input method do nothing", () => {
  equal(commandOf(press({ key: "Enter", isComposing: true }), ["message"], false), undefined);
  equal(commandOf(press({ key: "Enter", keyCode: 229 }), ["message"], false), undefined);
  equal(commandOf(press({ key: "Enter" }), ["message"], false), "send");
  equal(commandOf(press({ key: "Enter", shiftKey: true }), ["message"], false), undefined);
});

test("the last message is edited from an empty field only", () => {
  equal(commandOf(press({ key: "ArrowUp" }), ["message"], false), undefined);
  equal(commandOf(press({ key: "ArrowUp" }), ["message", "emptyMessage"], false), "editLast");
});

test("no shortcut is one that a reader needs of the browser, and none is there twice", () => {
  const own = new Set(BROWSERS_OWN.split(" ").map((keys) => `Mod+${keys}`));
  deepEqual(
    SHORTCUTS.filter(({ keys, where }) => own.has(keys) && where !== "parted").map(({ keys }) => keys),
    [],
  );
  equal(new Set(SHORTCUTS.map(({ keys, where }) => `${where} ${keys}`)).size, SHORTCUTS.length);
});

test("no shortcut that works in a field is a key alone", () => {
  for (const { keys, where } of SHORTCUTS.filter((it) => it.where === "anywhere")) {
    equal(keys.startsWith("Mod+"), true, `${keys} ${where}`);
  }
});

test("keys are named as they stand on the keyboard", () => {
  const newChat = SHORTCUTS.find(({ command }) => command === "newChat");
  deepEqual(newChat && keyNames(newChat, false), ["Ctrl", "Shift", "O"]);
  deepEqual(newChat && keyNames(newChat, true), ["⌘", "⇧", "O"]);
});
