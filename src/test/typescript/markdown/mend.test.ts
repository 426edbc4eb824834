import { equal } from "node:assert/strict";
import { test } from "node:test";
import { mend } from "../../../main/resources/web/app/markdown/inline/mend.ts";

const MENDED: Readonly<Record<string, string>> = {
  "plain text": "plain text",
  "**bold te": "**bold te**",
  "**bold te ": "**bold te**",
  "**bold*": "**bold**",
  "**bold**": "**bold**",
  "a *b **c": "a *b **c***",
  "a ~~b": "a ~~b~~",
  "a **": "a ",
  snake_case: "snake_case",
  "2 * 3": "2 * 3",
  "a `co": "a `co`",
  "a `": "a ",
  "a ``co`": "a ``co``",
  "a `*b` c": "a `*b` c",
  "see [the man": "see the man",
  "see [the **man": "see the **man**",
  "see [the manual](htt": "see the manual",
  "see [the manual](http://a.b/c)": "see [the manual](http://a.b/c)",
  "see [the manual][re": "see the manual",
  "![a pic": "a pic",
  "array[0": "array[0",
  "a [b] c": "a [b] c",
  "see <https://exam": "see https://exam",
  "AT&am": "AT",
  "a\\": "a",
  "[label]: https://exam": "",
  "a note[^": "a note",
  "a note[^1": "a note",
  "a note[^1]": "a note[^1]",
  "the sum $\\frac{a}": "the sum ",
  "the sum $x$ is": "the sum $x$ is",
  "the sum $$x": "the sum ",
  "the sum \\(x": "the sum ",
  "it costs $5 and": "it costs $5 and",
  "it costs $": "it costs ",
  "$HOME is set to": "$HOME is set to",
};

for (const [text, mended] of Object.entries(MENDED)) {
  test(`${JSON.stringify(text)} is shown as ${JSON.stringify(mended)}`, () => {
    equal(mend(text), mended);
  });
}
