import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../../main/resources/web/app/outbox.ts";

/** What a tab has, in memory; `full` as soon as it holds anything. */
function storage(full = false): Storage {
  const items = new Map<string, string>();
  return {
    length: 0,
    clear: () => items.clear(),
    key: () => null,
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => {
      if (full) {
        throw new Error("There is no room");
      }
      items.set(key, value);
    },
  };
}

test("the longest command is found whatever it is", () => {
  const outbox = new Outbox("conversation", storage());
  outbox.add({ type: "send", id: "command-1", text: "A few words" });
  outbox.add({ type: "answer", id: "command-2", element: 5, answer: { why: "x".repeat(2_000) } });
  outbox.add({ type: "stop", id: "command-3", turn: 1 });
  assert.equal(outbox.longest, "command-2");
  outbox.remove("command-2");
  assert.equal(outbox.longest, "command-1");
});

test("what is not acknowledged outlives a reload", () => {
  const tab = storage();
  new Outbox("conversation", tab).add({ type: "send", id: "command-1", text: "Hello" });
  assert.deepEqual(
    new Outbox("conversation", tab).pending.map(({ id }) => id),
    ["command-1"],
  );
  assert.deepEqual(new Outbox("another", tab).pending, []);
});

test("a full storage takes nothing from the page", () => {
  const outbox = new Outbox("conversation", storage(true));
  outbox.add({ type: "send", id: "command-1", text: "Hello" });
  assert.equal(outbox.remove("command-1")?.id, "command-1");
  assert.equal(outbox.remove("command-1"), undefined);
});
