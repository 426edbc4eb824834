import assert from "node:assert/strict";
import { test } from "node:test";
import { TextPace } from "../../main/resources/web/app/text-pace.ts";
import type { TextFrame } from "../../main/resources/web/app/protocol.ts";

const FRAME = 16;
/** Half of a character outside the first plane. */
const LONE = /\p{Surrogate}/u;
const END = { type: "messageEnded" };

type Frame = TextFrame | typeof END;

function textOf(frames: readonly Frame[]): string {
  return frames.map((frame) => (Array.isArray(frame) ? frame[2] : "")).join("");
}

/** Runs frames of a display until nothing waits; gives when (ms) each character was shown. */
function run(arrivals: ReadonlyMap<number, string>, on = true): { shown: string; times: number[]; steps: number } {
  const pace = new TextPace<typeof END>(() => on);
  const times: number[] = [];
  let shown = "";
  let steps = 0;
  const last = Math.max(...arrivals.keys());
  for (let now = 0; now < last + FRAME || pace.waits; now += FRAME) {
    const arrived: Frame[] = [...arrivals]
      .filter(([time]) => time <= now && time > now - FRAME)
      .map(([time, text]) => [time, 1, text]);
    const due = textOf(pace.take(arrived, now));
    shown += due;
    steps += due === "" ? 0 : 1;
    times.push(...Array.from(due, () => now));
  }
  return { shown, times, steps };
}

/** How long (ms) the characters waited at the longest, but for those of the first arrivals. */
function longestWait(every: number, text: string): number {
  const arrivals = new Map(Array.from({ length: 100 }, (_, index) => [index * every, text]));
  const { times } = run(arrivals);
  const waits = [...arrivals.keys()].map((time, index) => (times[(index + 1) * text.length - 1] ?? Infinity) - time);
  return Math.max(...waits.slice(5));
}

test("a gulp is shown over several frames, whole and in order", () => {
  const { shown, steps } = run(new Map([[0, "abcdefghij".repeat(10)]]));
  assert.equal(shown, "abcdefghij".repeat(10));
  assert.ok(steps >= 4, `shown in ${steps} steps`);
});

test("gulps a third of a second apart flow", () => {
  const gulps = new Map(Array.from({ length: 10 }, (_, index) => [index * 300, "a gulp of words ".repeat(10)]));
  assert.ok(run(gulps).steps >= 10 * 8, `shown in ${run(gulps).steps} steps`);
});

test("a steady stream waits for no more than the next frame", () => {
  assert.ok(longestWait(20, "some words ") <= FRAME, `${longestWait(20, "some words ")} ms`);
  assert.ok(longestWait(80, "some words ") <= FRAME, `${longestWait(80, "some words ")} ms`);
});

test("what is too fast to follow is drawn less often than in each frame, and waits for no more than that", () => {
  const arrivals = new Map(Array.from({ length: 200 }, (_, index) => [index * 5, "some more words ".repeat(2)]));
  const { steps } = run(arrivals);
  assert.ok(steps < 1000 / FRAME / 2, `${steps} steps`);
  assert.ok(longestWait(5, "some more words ".repeat(2)) <= 4 * FRAME);
});

test("a little text after a pause is there at a glance", () => {
  const { times } = run(
    new Map([
      [0, "Let me see."],
      [5000, "twenty-four more letters"],
    ]),
  );
  assert.ok((times.at(-1) ?? Infinity) <= 5000 + 3 * FRAME);
});

test("no character waits for more than a quarter of a second", () => {
  let seed = 7;
  const random = (): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x7fffffff;
  const arrivals = new Map<number, string>();
  for (let time = 0; time < 5000; time += Math.ceil(random() * 300)) {
    arrivals.set(time, "x".repeat(1 + Math.floor(random() * 400)));
  }
  const { shown, times } = run(arrivals);
  const arrived = [...arrivals].flatMap(([time, text]) => Array.from(text, () => time));
  assert.equal(shown.length, arrived.length);
  arrived.forEach((time, index) => assert.ok((times[index] ?? Infinity) - time <= 250, `character ${index}`));
});

test("what comes behind a text lets it through at once", () => {
  const pace = new TextPace<typeof END>(() => true);
  const begun = textOf(pace.take([[1, 1, "a long text ".repeat(20)]], 0));
  assert.ok(pace.waits);
  const rest = pace.take([[2, 1, "and its end"], END], 1);
  assert.equal(begun + textOf(rest), `${"a long text ".repeat(20)}and its end`);
  assert.equal(rest.at(-1), END);
  assert.ok(!pace.waits);
});

test("a reader who wants nothing to move waits for nothing", () => {
  const { steps } = run(new Map([[0, "x".repeat(1000)]]), false);
  assert.equal(steps, 1);
});

test("a steady stream is drawn no more often than without it", () => {
  const arrivals = new Map(Array.from({ length: 100 }, (_, index) => [index * 20, "some words "]));
  assert.ok(run(arrivals).steps <= run(arrivals, false).steps);
});

test("half a character is never shown", () => {
  const pace = new TextPace<typeof END>(() => true);
  let due = pace.take([[1, 1, "🌦🤖".repeat(50)]], 0);
  for (let now = FRAME; pace.waits; now += FRAME) {
    due.forEach((frame) => assert.ok(Array.isArray(frame) && !LONE.test(frame[2])));
    due = pace.take([], now);
  }
});
