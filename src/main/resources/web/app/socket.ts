import { isAnswered } from "./presence.ts";
import type { Command, Position, ErrorFrame, ServerFrame } from "./protocol.ts";

/** `connecting` until the first answer, `ready` while frames flow, `lost` between two attempts. */
export type ConnectionState = "connecting" | "ready" | "lost";

/** What a server would say that has not read what was too large. */
export const TOO_LARGE: ErrorFrame = {
  type: "error",
  code: "too-large",
  // The page has words for the code.
  text: "",
  retryable: false,
};

export interface SocketListener {
  frame(frame: ServerFrame): void;
  connection(state: ConnectionState): void;
  /** The server did not take the connection, or there is no server. */
  unanswered(): void;
  /** The server closed the socket because a frame was far above its limit: sending it again would do the same. */
  oversized(): void;
  /** The conversation is someone else's: there is no use in coming back. */
  notYours(): void;
  /** The reader has to sign in again before coming back. */
  signedOut(): void;
}

/** Milliseconds before the attempts to come back; the last one repeats. */
const BACK_OFF = [100, 500, 1000, 2000, 2500] as const;
/** However often it was in vain: a page that is looked at is back within five seconds of its server. */
const LONGEST_DELAY = 3000;
/** A handshake that has no answer after this many milliseconds is given up. */
const ANSWER_WITHIN = 8000;
/** A page that was away for longer than this (ms) does not trust its old connection. */
const TRUSTED_AWAY = 30_000;
const CLOSED_OVERSIZED = 1009;
const CLOSED_SIGNED_OUT = 4401;
const CLOSED_NOT_YOURS = 4404;

/**
 * A reader's line to one conversation: comes back by itself and goes on at the last position, so that its listener
 * sees every event once and in order.
 */
export class ChatSocket {
  readonly #conversation: string;
  readonly #listener: SocketListener;
  readonly #life = new AbortController();
  #socket: WebSocket | undefined;
  #position: Position | undefined;
  #ready = false;
  #attempt = 0;
  #timer = 0;
  #hiddenSince = 0;

  constructor(conversation: string, listener: SocketListener) {
    this.#conversation = conversation;
    this.#listener = listener;
    const signal = this.#life.signal;
    window.addEventListener("online", () => this.#connect(), { signal });
    window.addEventListener("offline", () => this.#lost(), { signal });
    document.addEventListener("visibilitychange", () => this.#visibilityChanged(), { signal });
  }

  get ready(): boolean {
    return this.#ready;
  }

  open(): void {
    this.#listener.connection("connecting");
    this.#connect();
  }

  /** Sends at once or not at all: who needs certainty keeps the command until its ack. */
  send(command: Command): boolean {
    if (!this.#ready || this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(command));
    return true;
  }

  close(): void {
    this.#life.abort();
    this.#abandon();
  }

  #abandon(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#ready = false;
    socket?.close(1000);
  }

  #connect(): void {
    this.#abandon();
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/chat/${this.#conversation}`);
    this.#socket = socket;
    this.#timer = window.setTimeout(() => this.#lost(), ANSWER_WITHIN);
    let opened = false;
    socket.addEventListener("open", () => {
      opened = true;
      const open: Command = this.#position ? { type: "open", position: this.#position } : { type: "open" };
      socket.send(JSON.stringify(open));
    });
    socket.addEventListener("message", ({ data }) => {
      if (socket === this.#socket) {
        this.#receive(JSON.parse(data as string) as ServerFrame);
      }
    });
    socket.addEventListener("close", ({ code }) => {
      if (socket !== this.#socket) {
        return;
      }
      if (code === CLOSED_NOT_YOURS) {
        this.close();
        this.#listener.notYours();
        return;
      }
      if (code === CLOSED_SIGNED_OUT) {
        this.close();
        this.#listener.signedOut();
        return;
      }
      if (code === CLOSED_OVERSIZED) {
        this.#listener.oversized();
      } else if (!opened) {
        this.#listener.unanswered();
      }
      this.#lost();
    });
  }

  #receive(frame: ServerFrame): void {
    if (Array.isArray(frame)) {
      this.#pass(frame, frame[0]);
    } else if ("offset" in frame) {
      this.#pass(frame, frame.offset);
    } else {
      if (frame.type === "snapshot" || frame.type === "resumed") {
        this.#position = { ...frame.position };
      }
      this.#listener.frame(frame);
      if (!this.#ready && (frame.type === "snapshot" || frame.type === "resumed")) {
        this.#becameReady();
      }
    }
  }

  /** Offsets may skip some: frames are merged, and some events are the server's own. */
  #pass(frame: ServerFrame, offset: number): void {
    if (this.#position && offset > this.#position.offset) {
      this.#position.offset = offset;
      this.#listener.frame(frame);
    }
  }

  #becameReady(): void {
    clearTimeout(this.#timer);
    this.#ready = true;
    this.#attempt = 0;
    this.#listener.connection("ready");
  }

  #lost(): void {
    this.#abandon();
    this.#listener.connection("lost");
    this.#comeBack();
  }

  #comeBack(): void {
    const attempt = this.#attempt++;
    const delay = BACK_OFF[Math.min(attempt, BACK_OFF.length - 1)] ?? LONGEST_DELAY;
    const jittered = Math.min(delay * (0.75 + Math.random() / 2), LONGEST_DELAY);
    this.#timer = window.setTimeout(() => (attempt === 0 ? this.#connect() : this.#knock()), jittered);
  }

  /**
   * Asks by HTTP first: browsers hold back a WebSocket for seconds, or a minute, when several before it have failed, and
   * a plain request never. The next question does not wait for the answer to this one, which may be lost.
   */
  #knock(): void {
    const patience = AbortSignal.any([this.#life.signal, AbortSignal.timeout(ANSWER_WITHIN)]);
    void isAnswered(patience).then((answered) => {
      if (answered && this.#socket === undefined && !this.#life.signal.aborted) {
        this.#connect();
      }
    });
    this.#comeBack();
  }

  #visibilityChanged(): void {
    if (document.visibilityState === "hidden") {
      this.#hiddenSince = Date.now();
    } else if (!this.#ready || Date.now() - this.#hiddenSince > TRUSTED_AWAY) {
      this.#connect();
    }
  }
}
