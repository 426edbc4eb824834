import assert from "node:assert/strict";
import { test } from "node:test";
import { type Handler, Handlers, takes } from "../../main/resources/web/app/handlers.ts";

function handler(name: string, ...accepts: string[]): Handler {
  return { name, title: name, starters: [], accepts };
}

test("a handler takes files by type, by kind of type and by ending", () => {
  const explorer = handler("explorer", "text/csv", "image/*", ".tsv");
  assert.ok(takes(explorer, { name: "a", type: "text/csv" }));
  assert.ok(takes(explorer, { name: "a.png", type: "image/png" }));
  assert.ok(takes(explorer, { name: "A.TSV", type: "text/plain" }));
  assert.ok(!takes(explorer, { name: "a.pdf", type: "application/pdf" }));
  assert.ok(!takes(explorer, { name: "a.tsv.html", type: "text/html" }));
});

test("what the browser does not know is left to the server, unless the ending alone decides", () => {
  for (const type of ["", "application/octet-stream", "application/vnd.ms-excel"]) {
    assert.ok(takes(handler("a", "text/csv"), { name: "prices.csv", type }));
    assert.ok(!takes(handler("a", ".csv"), { name: "prices.pdf", type }));
    assert.ok(!takes(handler("a"), { name: "prices.csv", type }));
  }
});

test("the first on offer is the usual one, and a name nobody has is called by itself", () => {
  const handlers = new Handlers([handler("weather", "*/*"), handler("claude", "*/*")], false);
  assert.equal(handlers.find(undefined).name, "weather");
  assert.equal(handlers.find("gone").title, "Gone");
  assert.equal(new Handlers([], false).usual.title, "Claude");
});

test("only where replies are scripted the model's starters are the simulator's words", () => {
  assert.equal(new Handlers([handler("claude", "*/*")], true).usual.starters[0]?.message, "/markdown");
  assert.equal(new Handlers([handler("claude", "*/*")], false).usual.starters.length, 0);
});
