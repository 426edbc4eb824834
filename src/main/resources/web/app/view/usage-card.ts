import { element } from "../dom.ts";
import type { Usage } from "../protocol.ts";
import { locale, say } from "../words.ts";
import { opensCard } from "./card.ts";
import { money, price, promptTokens } from "./usage-words.ts";

/** Makes a button open what an answer has cost, in figures. */
export function opensUsage(button: HTMLButtonElement, usage: Usage): void {
  opensCard(button, say("model.usageOfAnswer", { value: price(usage) }), () => [
    figures([...(usage.model ? [[say("model.model"), usage.model] as const] : []), ...sums(usage)]),
    ...remarks(usage),
  ]);
}

/** A name and its figure. */
type Figure = readonly [string, string];

/** Names with their figures, below each other. */
export function figures(rows: readonly Figure[]): HTMLElement {
  const list = element("dl", { class: "figures" });
  list.append(...rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
  return list;
}

export function sums(usage: Usage): Figure[] {
  const tokens = (count: number): string => say("model.tokens", { count });
  return [
    [say("model.read"), tokens(promptTokens(usage))],
    [say("model.written"), tokens(usage.outputTokens)],
    ...(usage.cost === undefined ? [] : [[say("model.cost"), money(usage.cost)] as const]),
  ];
}

/** What is to be known of the figures. */
export function remarks(usage: Usage): HTMLElement[] {
  const prompt = promptTokens(usage);
  const percent = prompt === 0 ? 0 : Math.round((usage.cacheReadTokens / prompt) * 100);
  return [
    ...(percent > 0 ? [note(say("model.fromCache", { percent: percent.toLocaleString(locale) }))] : []),
    ...(usage.estimated ? [note(say("model.estimated"))] : []),
  ];
}

export function note(words: string): HTMLElement {
  return element("p", { class: "card-note" }, words);
}
