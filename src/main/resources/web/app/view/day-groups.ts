import { locale, say } from "../words.ts";

const DAY = 86_400_000;
/** Made once: it is asked for each row of a long list. */
const MONTH = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" });

/** Under which heading of the sidebar something of that time stands, as seen at `now` (both ms since 1970). */
export function dayGroup(time: number, now: number): string {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  // Rounded, because a day with a change of clocks has 23 or 25 hours.
  const daysAgo = Math.round((midnight.getTime() - startOfDay(time)) / DAY);
  if (daysAgo <= 0) {
    return say("sidebar.today");
  }
  if (daysAgo === 1) {
    return say("sidebar.yesterday");
  }
  if (daysAgo <= 7) {
    return say("sidebar.lastWeek");
  }
  if (daysAgo <= 30) {
    return say("sidebar.lastMonth");
  }
  return MONTH.format(time);
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

/** How long (ms) what is grouped now stays right. */
export function untilMidnight(now: number): number {
  return new Date(now).setHours(24, 0, 0, 0) - now;
}
