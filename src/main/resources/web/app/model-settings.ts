import { answered } from "./conversations.ts";
import type { ModelSettings } from "./protocol.ts";
import { keepSetting, readSetting } from "./settings.ts";

/** A model as `GET /api/models` has it. */
export interface OfferedModel {
  id: string;
  name: string;
  contextTokens?: number;
  outputTokens?: number;
  efforts: readonly string[];
}

export interface ModelList {
  items: readonly OfferedModel[];
  /** The one that answers where nobody chooses. */
  usual?: string;
  effort?: string;
  longestPrompt: number;
}

/** Settings with a name, which the operator proposes. */
export interface Preset {
  name: string;
  title: string;
  description?: string;
  settings: ModelSettings;
}

const JSON_TYPE = { headers: { Accept: "application/json" } };
const REMEMBERED = "model";

export async function listModels(): Promise<ModelList> {
  return (await (await answered(fetch("/api/models", JSON_TYPE))).json()) as ModelList;
}

export async function listPresets(): Promise<Preset[]> {
  const { items } = (await (await answered(fetch("/api/presets", JSON_TYPE))).json()) as { items: Preset[] };
  return items;
}

/** What the reader chose last, for new conversations; a system prompt belongs to its conversation. */
export function rememberedSettings(): ModelSettings {
  try {
    const { model, effort } = JSON.parse(readSetting(REMEMBERED) ?? "{}") as Record<string, unknown>;
    return {
      ...(typeof model === "string" && { model }),
      ...(typeof effort === "string" && { effort }),
    };
  } catch {
    return {};
  }
}

export function rememberSettings({ model, effort }: ModelSettings): void {
  const chosen = model !== undefined || effort !== undefined;
  keepSetting(REMEMBERED, chosen ? JSON.stringify({ model, effort }) : undefined);
}

/** The model that answers with these settings. */
export function modelOf(settings: ModelSettings, { items, usual }: ModelList): OfferedModel | undefined {
  return items.find(({ id }) => id === (settings.model ?? usual));
}

/** The same settings with another model; an effort that it does not take goes. */
export function withModel(settings: ModelSettings, model: OfferedModel, { usual }: ModelList): ModelSettings {
  const { model: _, effort, ...rest } = settings;
  return {
    ...rest,
    ...(model.id !== usual && { model: model.id }),
    ...(effort !== undefined && model.efforts.includes(effort) && { effort }),
  };
}

/** The same settings with another effort; undefined for the model's own. */
export function withEffort(settings: ModelSettings, effort: string | undefined): ModelSettings {
  const { effort: _, ...rest } = settings;
  return effort === undefined ? rest : { ...rest, effort };
}
