import { NOT_LOADED, want } from "./intents.ts";

/** Does what the reader wants once the part of the page for it is here, or has the reader told that it did not come. */
export async function whenLoaded<T>(part: Promise<T>, act: (part: T) => unknown): Promise<void> {
  const loaded = await orNothing(part);
  if (loaded) {
    await act(loaded);
  } else {
    want(document, NOT_LOADED, null);
  }
}

/** For what nobody has asked for: undefined where it did not come, and nothing is said of it. */
export async function orNothing<T>(part: Promise<T>): Promise<T | undefined> {
  try {
    return await part;
  } catch {
    return undefined;
  }
}
