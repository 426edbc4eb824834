import { deepEqual, ok } from "node:assert/strict";
import { test } from "node:test";
import { sentencesOf } from "../../main/resources/web/app/view/speech/sentences.ts";

test("a text is read sentence by sentence", () => {
  deepEqual(sentencesOf("It rains.  Does it?\nYes!", "en"), ["It rains.", "Does it?", "Yes!"]);
  deepEqual(sentencesOf("雨です。本当？", "ja"), ["雨です。", "本当？"]);
});

test("what has no word is not read", () => {
  deepEqual(sentencesOf(" — … \n*** ", "en"), []);
});

test("a very long sentence breathes at a comma, or between two words", () => {
  const long = `${"word ".repeat(30)}end, ${"word ".repeat(60)}.`;
  const parts = sentencesOf(long, "en");
  ok(parts.length > 1);
  ok(parts.every((part) => part.length <= 240));
  ok(parts[0]?.endsWith("end,"));
  deepEqual(parts.join(" ").replace(/\s+/g, " "), long.replace(/\s+/g, " ").trim());
});
