import type { Usage } from "../protocol.ts";
import { locale, say } from "../words.ts";

const CENT = 0.01;

/** A sum of US dollars; of very little the first two figures. */
export function money(cost: number): string {
  const digits = cost > 0 && cost < CENT ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 3 };
  return cost.toLocaleString(locale, { style: "currency", currency: "USD", ...digits });
}

/** What the messages of one bubble have cost together; undefined where nobody says. */
export function summed(usages: readonly (Usage | undefined)[]): Usage | undefined {
  const known = usages.filter((usage) => usage !== undefined);
  const [first, ...others] = known;
  return others.reduce((sum: Usage | undefined, usage) => sum && added(sum, usage), first);
}

function added(one: Usage, other: Usage): Usage {
  const cost = one.cost === undefined && other.cost === undefined ? {} : { cost: (one.cost ?? 0) + (other.cost ?? 0) };
  return {
    ...other,
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    cacheReadTokens: one.cacheReadTokens + other.cacheReadTokens,
    cacheWriteTokens: one.cacheWriteTokens + other.cacheWriteTokens,
    estimated: Boolean(one.estimated) || Boolean(other.estimated),
    ...cost,
  };
}

/** All that the model has read, wherever it came from. */
export function promptTokens({ inputTokens, cacheReadTokens, cacheWriteTokens }: Usage): number {
  return inputTokens + cacheReadTokens + cacheWriteTokens;
}

/** The one figure that says what an answer has cost. */
export function price(usage: Usage): string {
  const value =
    usage.cost === undefined
      ? say("model.tokens", { count: promptTokens(usage) + usage.outputTokens })
      : money(usage.cost);
  return usage.estimated ? say("model.about", { value }) : value;
}
