import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { fuzzyMatch } from "../../main/resources/web/app/view/palette/fuzzy.ts";

function marked(text: string, query: string): string | undefined {
  const match = fuzzyMatch(text, query);
  return match && [...text].map((letter, at) => (match.marks.includes(at) ? letter.toUpperCase() : letter)).join("");
}

function score(text: string, query: string): number {
  return fuzzyMatch(text, query)?.score ?? -1;
}

test("each word must be there, in any order", () => {
  equal(marked("new chat", "chat new"), "NEW CHAT");
  equal(marked("new chat", "new room"), undefined);
});

test("letters may stand apart, in their order", () => {
  equal(marked("export as markdown", "exmd"), "EXport as MarkDown");
  equal(marked("export", "xe"), undefined);
});

test("the beginning of a word is better than its inside, and that better than scattered letters", () => {
  ok(score("pin", "pin") > score("unpin", "pin"));
  ok(score("unpin", "pin") > score("put it in", "pin"));
});

test("case and accents do not count", () => {
  deepEqual(fuzzyMatch("Über Möwen", "uber mow")?.marks, [0, 1, 2, 3, 5, 6, 7]);
});

test("everything matches nothing", () => {
  deepEqual(fuzzyMatch("anything", " ")?.marks, []);
});
