import { byId } from "../dom.ts";
import type { ConnectionState } from "../socket.ts";

/** A short loss mends itself before anyone needs to know (ms). */
const PATIENCE = 1200;

/** Says that the connection is lost, unless it comes back at once. */
export class ConnectionBanner {
  readonly #banner = byId("connection", HTMLElement);
  #timer = 0;

  show(state: ConnectionState): void {
    if (state === "ready") {
      clearTimeout(this.#timer);
      this.#timer = 0;
      this.#banner.hidden = true;
    } else if (this.#timer === 0) {
      this.#timer = window.setTimeout(() => {
        this.#banner.hidden = false;
      }, PATIENCE);
    }
  }
}
