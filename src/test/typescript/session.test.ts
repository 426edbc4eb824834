import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionListener } from "../../main/resources/web/app/session-listener.ts";

/** As much of a browser as a session needs that never gets a socket. */
Object.assign(globalThis, {
  window: globalThis,
  addEventListener: () => undefined,
  cancelAnimationFrame: () => undefined,
  document: { hidden: false, addEventListener: () => undefined },
  matchMedia: () => ({ matches: false }),
  sessionStorage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
});

const { Session } = await import("../../main/resources/web/app/session.ts");

/** Has the server answer each request as soon as it is told to. */
function server(status: number): { answer: () => Promise<void> } {
  let resolve = (): void => undefined;
  const told = new Promise<void>((answer) => {
    resolve = answer;
  });
  globalThis.fetch = () => told.then(() => new Response(null, { status }));
  return {
    answer: async () => {
      resolve();
      await new Promise((done) => setTimeout(done, 0));
    },
  };
}

function told(): { listener: SessionListener; words: string[] } {
  const words: string[] = [];
  const listener = {
    updated: () => undefined,
    connection: () => undefined,
    conversations: () => undefined,
    missing: () => words.push("missing"),
    signedOut: () => words.push("signedOut"),
    elsewhere: () => undefined,
    refused: () => undefined,
  };
  return { listener, words };
}

test("who opens a conversation that is not there is told so", async () => {
  const { answer } = server(404);
  const { listener, words } = told();
  new Session("not-there", listener, Promise.resolve()).unanswered();
  await answer();
  assert.deepEqual(words, ["missing"]);
});

test("who has gone on to another conversation is told nothing of the one before", async () => {
  const { answer } = server(404);
  const { listener, words } = told();
  const session = new Session("not-there", listener, Promise.resolve());
  session.unanswered();
  session.close();
  await answer();
  assert.deepEqual(words, []);
});
