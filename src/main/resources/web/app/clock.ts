/**
 * The server's clock, as far as frames have shown it: durations and countdowns stay right on a machine whose own clock
 * is wrong. What arrives late only makes the estimate larger, so the smallest difference is the best one.
 */
let ahead = Number.POSITIVE_INFINITY;

/** Notes a time that the server has just told. */
export function observe(time: number): void {
  ahead = Math.min(ahead, Date.now() - time);
}

/** The server's time now, in milliseconds since 1970. */
export function serverNow(): number {
  return Number.isFinite(ahead) ? Date.now() - ahead : Date.now();
}
