import { element } from "../dom.ts";
import { locale, say } from "../words.ts";
import { money } from "./usage-words.ts";

/** What is left of one limit. */
interface Remainder {
  readonly period: "day" | "month";
  readonly unit: "tokens" | "dollars";
  readonly most: number;
  readonly left: number;
  readonly renewedAt: string;
}

/** Says what the reader may still spend, once that is known; nothing where nothing is limited. */
export function budgetNote(): HTMLElement {
  const note = element("div");
  note.hidden = true;
  // It is a remark: where it cannot be had, the sheet does without.
  void show(note).catch(() => undefined);
  return note;
}

async function show(note: HTMLElement): Promise<void> {
  const response = await fetch("/api/budget");
  if (!response.ok) {
    return;
  }
  const { items } = (await response.json()) as { items: readonly Remainder[] };
  note.append(...items.map((item) => element("p", { class: "sheet-note" }, words(item))));
  note.hidden = items.length === 0;
}

function words({ period, unit, most, left, renewedAt }: Remainder): string {
  const amount = (value: number): string => (unit === "dollars" ? money(value) : say("model.tokens", { count: value }));
  const time = new Date(renewedAt).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  return say(period === "day" ? "model.leftToday" : "model.leftThisMonth", {
    left: amount(left),
    most: amount(most),
    time,
  });
}
