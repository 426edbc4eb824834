import { say } from "../words.ts";

const SECOND = 1000;
const MINUTE = 60;

/** A span of milliseconds in words that fit on a line: "3 s", "2 min 5 s". */
export function duration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / SECOND));
  if (seconds < MINUTE) {
    return say("page.seconds", { seconds });
  }
  const rest = seconds % MINUTE;
  const minutes = Math.floor(seconds / MINUTE);
  return rest === 0 ? say("page.minutes", { minutes }) : say("page.minutesAndSeconds", { minutes, seconds: rest });
}
