import type { HLJSApi } from "highlight.js";
import { findLanguage, type Language } from "./languages.ts";
import { RunEmitter, type Run } from "./run-emitter.ts";

/** The runs of a piece of code, and whether the code behind it can be read by itself. */
export interface Coloured {
  readonly runs: readonly Run[];
  readonly complete: boolean;
}

export type Highlight = (code: string) => Coloured;

interface HighlightResult {
  readonly _emitter: RunEmitter;
  readonly _top: { readonly parent?: unknown } | undefined;
}

let core: Promise<HLJSApi> | undefined;
const loaded = new Map<string, Promise<void>>();

/** Loads what the language needs, once; nothing for a language without colours. */
export async function loadHighlight(word: string): Promise<Highlight | undefined> {
  const language = findLanguage(word);
  if (!language) {
    return undefined;
  }
  core ??= loadCore();
  const api = await core;
  await Promise.all([language, ...inner(language)].map((one) => register(api, one)));
  return (code) => highlight(api, language, code);
}

async function loadCore(): Promise<HLJSApi> {
  try {
    const { default: api } = await import("highlight.js/lib/core");
    api.configure({ __emitter: RunEmitter as never });
    return api;
  } catch (failure) {
    core = undefined;
    throw failure;
  }
}

function inner(language: Language): Language[] {
  return language.inner.map(findLanguage).filter((found) => found !== undefined);
}

function register(api: HLJSApi, language: Language): Promise<void> {
  const loading = loaded.get(language.id) ?? load(api, language);
  loaded.set(language.id, loading);
  return loading;
}

async function load(api: HLJSApi, language: Language): Promise<void> {
  try {
    const { default: define } = await language.load();
    api.registerLanguage(language.id, define);
  } catch (failure) {
    // Without a network now does not mean without one later.
    loaded.delete(language.id);
    throw failure;
  }
}

function highlight(api: HLJSApi, language: Language, code: string): Coloured {
  const result = api.highlight(code, { language: language.id, ignoreIllegals: true }) as unknown as HighlightResult;
  return { runs: result._emitter.runs, complete: !result._top?.parent };
}
