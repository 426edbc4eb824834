import type { ElementContent } from "./element-content.ts";

/** What crosses the socket, as docs/protocol.md says. Fields that a newer server adds are ignored. */

export interface Position {
  epoch: string;
  offset: number;
}

export type EndState = "complete" | "stopped" | "failed" | "interrupted";
export type WaitReason = "rate_limited" | "overloaded" | "server_error" | "unreachable";

export interface Problem {
  code: string;
  text: string;
  detail?: string;
  requestId?: string;
  retryable: boolean;
}

export interface Usage {
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  /** The one that answered, as it names itself. */
  model?: string;
  /** What the last call has read and written. */
  contextTokens?: number;
  /** In US dollars. */
  cost?: number;
  estimated?: boolean;
}

export interface MessageElement extends ElementContent {
  id: number;
  /** The element that holds it; left out at the top of its message. */
  container?: number;
  startedAt: number;
  endedAt?: number;
  withdrawn?: boolean;
}

export interface Message {
  id: number;
  parent?: number;
  siblings: number[];
  role: "user" | "assistant" | "other";
  name: string;
  avatar?: string;
  time: number;
  turn: number;
  continues?: number;
  elements: MessageElement[];
  state?: EndState;
  endedAt?: number;
  stopReason?: string;
  problem?: Problem;
  usage?: Usage;
}

/** How a conversation's model is asked; what is left out is as configured. */
export interface ModelSettings {
  model?: string;
  effort?: string;
  systemPrompt?: string;
}

/** How its owner has filed a conversation; what is left out is false. */
export interface Filing {
  pinned?: boolean;
  archived?: boolean;
  deleted?: boolean;
}

export interface Conversation extends Filing {
  id?: string;
  title?: string;
  handler?: string;
  createdAt?: number;
  settings?: ModelSettings;
}

export interface RunningTurn {
  id: number;
  startedAt: number;
  waiting?: { reason: WaitReason; until: number };
}

export interface QueuedMessage {
  turn: number;
  text: string;
  handler?: string;
  time: number;
  command?: string;
  /** As the elements that the message will have. */
  files?: ElementContent[];
}

/** The state of a conversation as of some position. */
export interface TranscriptState {
  conversation: Conversation;
  messages: Message[];
  more: boolean;
  turn?: RunningTurn;
  queue: QueuedMessage[];
  held: boolean;
}

export type ConversationEvent =
  | { type: "conversationStarted"; title: string; handler: string; time: number }
  | ({ type: "turnQueued" } & Required<Omit<QueuedMessage, "files">> & Pick<QueuedMessage, "files">)
  | { type: "queuedTextAppended"; turn: number; text: string }
  | { type: "turnStarted"; turn: number; time: number }
  | { type: "turnWaiting"; turn: number; reason: WaitReason; until: number }
  | { type: "turnEnded"; turn: number; state: EndState | "removed"; time: number }
  | {
      type: "messageStarted";
      id: number;
      parent?: number;
      siblings?: number[];
      role: Message["role"];
      name: string;
      avatar?: string;
      time: number;
      turn: number;
      continues?: number;
    }
  | { type: "elementAdded"; id: number; container: number; element: ElementContent; time: number }
  | { type: "textAppended"; element: number; text: string }
  | { type: "elementChanged"; element: number; change: Record<string, unknown> }
  | { type: "elementClosed"; element: number; time: number }
  | { type: "elementWithdrawn"; element: number }
  | { type: "usageReported"; message: number; usage: Usage }
  | {
      type: "messageEnded";
      message: number;
      state: EndState;
      time: number;
      stopReason?: string;
      problem?: Problem;
    }
  | { type: "queueHeld" }
  | ({ type: "conversationChanged"; title?: string; settings?: ModelSettings } & Filing);

/** A row of the sidebar. */
export interface ConversationSummary extends Filing {
  id: string;
  title?: string;
  state?: "idle" | "running";
  createdAt?: number;
  updatedAt?: number;
}

export type TextFrame = [offset: number, element: number, text: string];
export type EventFrame = ConversationEvent & { offset: number };
export type SnapshotFrame = TranscriptState & { type: "snapshot"; position: Position };
export type OlderFrame = { type: "older"; before: number; messages: Message[]; more: boolean };
export type AroundFrame = { type: "around"; message: number; messages: Message[]; more: boolean; newer: boolean };
export type ErrorFrame = {
  type: "error";
  id?: string;
  code: string;
  text: string;
  retryable: boolean;
  requestId?: string;
};
export type AckFrame = { type: "ack"; id: string; turn?: number };

export type ServerFrame =
  | TextFrame
  | EventFrame
  | SnapshotFrame
  | OlderFrame
  | AroundFrame
  | ErrorFrame
  | AckFrame
  | { type: "resumed"; position: Position; until: number }
  | { type: "conversations"; items: ConversationSummary[] };

/** A command that changes something; `id` makes it safe to send again. */
export type ChangingCommand = { id: string } & (
  | { type: "send"; text: string; handler?: string; files?: string[]; settings?: ModelSettings }
  | { type: "stop"; turn: number }
  | { type: "regenerate"; message: number }
  | { type: "continue"; message: number }
  | { type: "edit"; message: number; text: string }
  | { type: "chooseBranch"; message: number }
  | { type: "sendQueued" }
  | { type: "removeQueued"; turn: number }
  | { type: "rename"; title: string }
  | { type: "settings"; settings: ModelSettings }
  | { type: "answer"; element: number; answer: unknown }
);

/** A changing command before it got its id. */
export type Change = ChangingCommand extends infer C ? (C extends { id: string } ? Omit<C, "id"> : never) : never;

export type Command =
  | ChangingCommand
  | { type: "open"; position?: Position }
  | { type: "older"; before: number }
  | { type: "around"; message: number; older?: number; newer?: number };
