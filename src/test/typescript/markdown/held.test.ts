import { equal } from "node:assert/strict";
import { test } from "node:test";
import { BlockParser } from "../../../main/resources/web/app/markdown/block/block-parser.ts";
import { isHeld } from "../../../main/resources/web/app/markdown/block/held.ts";

function held(partial: string, ...before: string[]): boolean {
  const parser = new BlockParser(() => {});
  before.forEach((line) => parser.line(line));
  return isHeld(partial, parser.tip);
}

test("marks that say what a line is are held until it says more", () => {
  for (const partial of [
    "#",
    "## ",
    "-",
    "- ",
    "12",
    "1.",
    "> ",
    "> - ",
    "```",
    "```py",
    "---",
    "===",
    "- [x",
    "| a",
    "**",
    // The label of a definition, or of a note.
    "[a",
    "[^1]:",
  ]) {
    equal(held(partial), true, partial);
  }
});

test("text is shown at once", () => {
  for (const partial of ["a", "# a", "- a", "1. a", "> a", "**a", "12 a", "- [x] a", "[a] b", "[a](", "a | b"]) {
    equal(held(partial), false, partial);
  }
});

test("in a fence only what may close it is held", () => {
  equal(held("``", "```js"), true);
  equal(held("# a", "```js"), false);
  equal(held("~~", "```js"), false);
});

test("in a table cells are shown, and their bars held", () => {
  const table = ["| a |", "|---|"];
  equal(held("|", ...table), true);
  equal(held("| b", ...table), false);
});

test("a long line is shown, whatever it begins with", () => {
  equal(held(" ".repeat(100_000)), false);
});
