import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { filledIn, isEmpty, moved } from "../../main/resources/web/app/view/prompts/places.ts";

/** The text with its places in brackets. */
function shown(text: string, places: ReturnType<typeof filledIn>["places"]): string {
  return places.reduceRight(
    (made, { start, end }) => `${made.slice(0, start)}[${made.slice(start, end)}]${made.slice(end)}`,
    text,
  );
}

/** The places after an edit that turns the prompt's text into another; the caret is where a bar is. */
function edited(prompt: string, change: (text: string) => string): string {
  const { text, places } = filledIn(prompt);
  const [before = "", behind = ""] = change(text).split("|");
  const after = before + behind;
  return shown(after, moved(places, text, after, before.length));
}

test("a place shows its default, or its name in braces", () => {
  const { text, places } = filledIn("Tell {{ who }} of {{what: the sea }} and {{what}}.");
  equal(shown(text, places), "Tell [{{who}}] of [the sea] and [{{what}}].");
  deepEqual(
    places.map(({ name }) => name),
    ["who", "what", "what"],
  );
  deepEqual(
    places.map((place) => isEmpty(place, text)),
    [true, false, true],
  );
});

test("a text without places stays as it is", () => {
  deepEqual(filledIn("a {b} {{}} {{ }} c"), { text: "a {b} {{}} {{ }} c", places: [] });
});

test("a place grows and shrinks with what is written in it", () => {
  equal(
    edited("To {{a}}, {{b}}.", (text) => text.replace("{{a}}", "Anna|")),
    "To [Anna], [{{b}}].",
  );
  equal(
    edited("To {{a}}, {{b}}.", (text) => text.replace("{{a}}", "|")),
    "To [], [{{b}}].",
  );
});

test("a place also grows by what stands behind it already", () => {
  equal(
    edited("Of {{a:the}} in", (text) => text.replace("the", "the |")),
    "Of [the ] in",
  );
});

test("what is written before a place moves it, what is written behind it does not", () => {
  equal(
    edited("To {{a}}.", (text) => `Please: |${text}`),
    "Please: To [{{a}}].",
  );
  equal(
    edited("To {{a}}.", (text) => `${text} Thanks.|`),
    "To [{{a}}]. Thanks.",
  );
});

test("a place that was edited together with what is around it is none any more", () => {
  equal(
    edited("To {{a}}, {{b}}.", (text) => text.replace("{{a}}, {{b}}", "all|")),
    "To all.",
  );
});
