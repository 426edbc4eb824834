import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import { foundIn } from "../../main/resources/web/app/search-words.ts";

function words(text: string, query: string): string[] {
  return foundIn(text, query).map(({ start, end }) => text.slice(start, end));
}

test("a word is found without case and accents, and as the beginning of a longer one", () => {
  deepEqual(words("Der Eiffelturm, die Türme", "eiffel TURME"), ["Eiffelturm", "Türme"]);
  deepEqual(words("re\u0301sume\u0301 and résumé", "resume"), ["re\u0301sume\u0301", "résumé"]);
});

test("a word is not found within another", () => {
  deepEqual(words("environment iron", "iron"), ["iron"]);
});

test("quoted words stand beside each other, and whole", () => {
  deepEqual(words("made of iron, irons of made", '"of iron"'), ["of", "iron"]);
  deepEqual(words("Message 4321 message 43", '"message 43"'), ["message", "43"]);
});

test("a word with a sign inside is two that follow each other", () => {
  deepEqual(words("x-ray and ray x", "x-ray"), ["x", "ray"]);
});

test("scripts without spaces have a word for each character", () => {
  deepEqual(words("東京は日本の首都", "日本"), ["日", "本"]);
});

test("nothing is found for nothing", () => {
  deepEqual(words("anything", ' "" … '), []);
});
