/** How long a slice of work may hold up the page where the browser does not say so itself, in milliseconds. */
const SLICE = 6;
const LONGEST_WAIT = 500;

/** Runs the steps when the page has nothing better to do, in slices, until one says that it was the last. */
export function whenIdle(step: () => boolean): void {
  schedule((mayGoOn) => {
    do {
      if (step()) {
        return;
      }
    } while (mayGoOn());
    whenIdle(step);
  });
}

function schedule(slice: (mayGoOn: () => boolean) => void): void {
  if ("requestIdleCallback" in globalThis) {
    requestIdleCallback((deadline) => slice(() => deadline.timeRemaining() > 1), { timeout: LONGEST_WAIT });
  } else {
    setTimeout(() => {
      const end = performance.now() + SLICE;
      slice(() => performance.now() < end);
    });
  }
}
