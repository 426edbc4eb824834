import type { ChangingCommand, ConversationEvent, ConversationSummary, ErrorFrame } from "./protocol.ts";
import type { ConnectionState } from "./socket.ts";

/** A message that the page shows before the server has told of it. */
export interface SendingMessage {
  id: string;
  text: string;
  files: readonly string[];
  turn?: number;
}

export function sendingOf({ id, text, files = [] }: Extract<ChangingCommand, { type: "send" }>): SendingMessage {
  return { id, text, files };
}

/** What one batch of frames has changed. */
export interface Update {
  /** The messages whose content changed. */
  messages: Set<number>;
  /** Messages came or went, or a turn or the queue changed. */
  structure: boolean;
  /** All of it is new: a snapshot came. */
  replaced: boolean;
  /** Messages came or went above what the reader sees. */
  stretched: boolean;
  /** Events that happened while this page was looking on, in order; not those of a snapshot. */
  events: ConversationEvent[];
}

/** Nothing has changed but what is on its way, or how it is shown. */
export function rearranged(): Update {
  return { messages: new Set(), structure: true, replaced: false, stretched: false, events: [] };
}

/** What the reader gets back of a message. */
export interface ReturnedMessage {
  text: string;
  files?: readonly string[];
}

export interface SessionListener {
  updated(update: Update): void;
  connection(state: ConnectionState): void;
  conversations(items: ConversationSummary[]): void;
  /** There is no such conversation for this reader. */
  missing(): void;
  /** The server does not know this reader any more. */
  signedOut(): void;
  /** The message that was looked for is on a branch that is not shown. */
  elsewhere(message: number): void;
  /** A command was refused; `returned` is the message that was not kept. */
  refused(error: ErrorFrame, returned: ReturnedMessage | undefined): void;
}
