import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { AroundFrame, Command, Message, SnapshotFrame } from "../../main/resources/web/app/protocol.ts";
import { ShownPath } from "../../main/resources/web/app/shown-path.ts";

function chain(from: number, to: number): Message[] {
  return Array.from({ length: to - from + 1 }, (_, at) => message(from + at));
}

function message(id: number): Message {
  const parent = id === 1 ? {} : { parent: id - 1 };
  return { id, ...parent, siblings: [id], role: "user", name: "user", time: 0, turn: 0, elements: [] };
}

function snapshot(messages: Message[], more = true): SnapshotFrame {
  const position = { epoch: "e", offset: 1 };
  return { type: "snapshot", position, conversation: {}, messages, more, queue: [], held: false };
}

function around(id: number, messages: Message[], newer: boolean, more = true): AroundFrame {
  return { type: "around", message: id, messages, more, newer };
}

function opened(): { path: ShownPath; asked: Command[] } {
  const asked: Command[] = [];
  const path = new ShownPath((command) => asked.push(command) > 0);
  path.replace(snapshot(chain(951, 1000)));
  return { path, asked };
}

const ids = ({ messages }: ShownPath): [number | undefined, number | undefined, number] => [
  messages[0]?.id,
  messages.at(-1)?.id,
  messages.length,
];

test("a message far above is shown with those around it, and the end lives on", () => {
  const { path, asked } = opened();
  path.seek(500);
  deepEqual(asked, [{ type: "around", message: 500 }]);
  equal(path.around(around(500, chain(475, 525), true)), "replaced");
  deepEqual(ids(path), [475, 525, 51]);
  equal(path.away, true);
  path.transcript.apply({ ...message(1001), type: "messageStarted", siblings: [] });
  equal(path.transcript.last?.id, 1001);
  deepEqual(ids(path), [475, 525, 51]);
  path.toEnd();
  equal(path.messages.at(-1)?.id, 1001);
});

test("a message just above the window joins it", () => {
  const { path } = opened();
  equal(path.around(around(940, chain(915, 965), true)), "stretched");
  equal(path.away, false);
  deepEqual(ids(path), [915, 1000, 86]);
  equal(path.around(around(890, chain(865, 914), true)), "stretched");
  deepEqual(ids(path), [865, 1000, 136]);
});

test("a passage grows both ways, is bounded, and joins the end", () => {
  const { path, asked } = opened();
  path.around(around(500, chain(475, 525), true));
  path.loadOlder();
  path.loadOlder();
  deepEqual(asked, [{ type: "older", before: 475 }]);
  equal(path.older({ type: "older", before: 475, messages: chain(425, 474), more: true }), "stretched");
  for (let last = 525; last < 925; last += 50) {
    path.loadNewer();
    deepEqual(asked.at(-1), { type: "around", message: last, older: 0, newer: 50 });
    equal(path.around(around(last, chain(last, last + 50), true)), "stretched");
    equal(path.messages.length <= 400, true);
  }
  deepEqual(ids(path), [526, 925, 400]);
  equal(path.around(around(925, chain(925, 975), true)), "stretched");
  equal(path.away, false);
  deepEqual(ids(path), [601, 1000, 400]);
  equal(path.transcript.more, true);
});

test("whoever reads upwards without end leaves the end behind", () => {
  const { path } = opened();
  for (let first = 951; first > 501; first -= 50) {
    path.loadOlder();
    equal(
      path.older({ type: "older", before: first, messages: chain(first - 50, first - 1), more: true }),
      "stretched",
    );
  }
  equal(path.away, true);
  deepEqual(ids(path), [501, 900, 400]);
  equal(path.transcript.messages.length, 50);
});

test("a message of another branch is elsewhere", () => {
  const { path } = opened();
  path.seek(7);
  equal(path.around(around(7, [], false, false)), "elsewhere");
  equal(path.away, false);
});

test("a passage is left when its branch is not shown any more", () => {
  const { path, asked } = opened();
  path.around(around(500, chain(475, 525), true));
  path.replace(snapshot(chain(1, 40), false));
  deepEqual(asked.at(-1), { type: "around", message: 525, older: 0, newer: 50 });
  equal(path.around(around(525, [], false, false)), "replaced");
  deepEqual(ids(path), [1, 40, 40]);
});

test("an answer to a question from before is of no use", () => {
  const { path } = opened();
  path.around(around(500, chain(475, 525), true));
  path.toEnd();
  equal(path.older({ type: "older", before: 475, messages: chain(425, 474), more: true }), "nothing");
});
