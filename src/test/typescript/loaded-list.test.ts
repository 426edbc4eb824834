import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { LoadedList } from "../../main/resources/web/app/loaded-list.ts";
import type { ConversationSummary } from "../../main/resources/web/app/protocol.ts";

function at(updatedAt: number, more: Partial<ConversationSummary> = {}): ConversationSummary {
  return { id: `c${updatedAt}`, updatedAt, ...more };
}

function loaded(): LoadedList {
  const list = new LoadedList(false);
  list.expectPage();
  list.replace([{ items: [at(90), at(80), at(70)], next: "behind-70" }]);
  return list;
}

const ids = (list: LoadedList): string[] => list.inOrder().map(({ id }) => id);

test("what is new stands in its place", () => {
  const list = loaded();
  list.update([at(85), at(10, { pinned: true })]);
  deepEqual(ids(list), ["c10", "c90", "c85", "c80", "c70"]);
});

test("what belongs further down than was loaded comes with its page", () => {
  const list = loaded();
  list.update([at(60, { title: "renamed" }), at(10, { pinned: true })]);
  list.update([at(10)]);
  deepEqual(ids(list), ["c90", "c80", "c70"]);
  list.expectPage();
  list.append({ items: [at(60, { title: "renamed" }), at(10)] });
  deepEqual(ids(list), ["c90", "c80", "c70", "c60", "c10"]);
  list.update([at(5)]);
  equal(list.size, 6);
});

test("what is archived or deleted goes", () => {
  const list = loaded();
  list.update([at(90, { archived: true }), at(80, { deleted: true })]);
  deepEqual(ids(list), ["c70"]);
});

test("what was heard while a page was under way is newer than the page", () => {
  const list = loaded();
  list.expectPage();
  list.update([at(60, { deleted: true }), at(50, { archived: true })]);
  list.append({ items: [at(60), at(50), at(40)] });
  deepEqual(ids(list), ["c90", "c80", "c70", "c40"]);
});

test("only the first pages are kept when the reader is back at the top", () => {
  const list = loaded();
  list.append({ items: [at(60), at(50)], next: "behind-50" });
  list.append({ items: [at(40)] });
  list.keepPages(2);
  deepEqual(ids(list), ["c90", "c80", "c70", "c60", "c50"]);
  equal(list.next, "behind-50");
});

test("rows of the same moment stand as the server has them", () => {
  const list = new LoadedList(false);
  list.replace([{ items: [at(1, { id: "b" }), at(1, { id: "a" })], next: "x" }]);
  list.update([at(1, { id: "Z" }), at(1, { id: "c" })]);
  deepEqual(ids(list), ["c", "b", "a"]);
});
