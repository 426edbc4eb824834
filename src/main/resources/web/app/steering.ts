import type { Session } from "./session.ts";

/** Stops an answer so that the message that waits is sent at once. After a stop the server holds it, until it is told. */
export class Steering {
  #session: Session | undefined;
  #turn = 0;

  start(session: Session): void {
    const { turn, queue } = session.transcript;
    if (turn && queue.length > 0) {
      this.#session = session;
      this.#turn = turn.id;
      session.change({ type: "stop", turn: turn.id });
    }
  }

  /** The conversation has changed. */
  follow(session: Session): void {
    const { turn, queue, held } = session.transcript;
    if (session !== this.#session || turn?.id === this.#turn) {
      return;
    }
    // If the answer has ended by itself meanwhile, the queue goes on by itself.
    this.#session = undefined;
    if (!turn && held && queue.length > 0) {
      session.change({ type: "sendQueued" });
    }
  }
}
