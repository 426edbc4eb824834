const SECOND = 1000;
const MINUTE = 60;

/** A span of milliseconds in words that fit on a line: "3 s", "2 min 5 s". */
export function duration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / SECOND));
  if (seconds < MINUTE) {
    return `${seconds} s`;
  }
  const rest = seconds % MINUTE;
  return `${Math.floor(seconds / MINUTE)} min${rest === 0 ? "" : ` ${rest} s`}`;
}
