import { deepEqual } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import type { ConversationEvent, TranscriptState } from "../../main/resources/web/app/protocol.ts";
import { Transcript } from "../../main/resources/web/app/transcript.ts";

/** What the server's fold is held to as well. */
const FIXTURES = new URL("../resources/fold/", import.meta.url);

interface Fixture {
  name: string;
  /** About the window, which the page does not cut. */
  onlyServer?: boolean;
  start?: Partial<TranscriptState>;
  events: ConversationEvent[];
  snapshot: Partial<TranscriptState>;
}

for (const file of readdirSync(FIXTURES).filter((name) => name.endsWith(".json"))) {
  const fixture = JSON.parse(readFileSync(new URL(file, FIXTURES), "utf8")) as Fixture;
  if (fixture.onlyServer) {
    continue;
  }
  test(`${fixture.name}, event by event`, () => {
    deepEqual(folded(fixture, fixture.events), fixture.snapshot);
  });
  test(`${fixture.name}, character by character`, () => {
    deepEqual(folded(fixture, fixture.events.flatMap(split)), fixture.snapshot);
  });
}

/** What the fixture tells of the transcript; leaves out what is not there, as JSON does. */
function folded(fixture: Fixture, events: readonly ConversationEvent[]): Partial<TranscriptState> {
  const transcript = new Transcript(fixture.start);
  events.forEach((event) => transcript.apply(event));
  const { conversation, messages, more, turn, queue, held } = transcript;
  const state = JSON.parse(JSON.stringify({ conversation, messages, more, turn, queue, held })) as TranscriptState;
  if (!("conversation" in fixture.snapshot)) {
    delete (state as Partial<TranscriptState>).conversation;
  }
  return state;
}

function split(event: ConversationEvent): ConversationEvent[] {
  return event.type === "textAppended" || event.type === "queuedTextAppended"
    ? [...event.text].map((text) => ({ ...event, text }))
    : [event];
}
