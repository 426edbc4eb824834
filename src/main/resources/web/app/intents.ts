import type { Place } from "./location.ts";
import type { Change } from "./protocol.ts";

/** A view asks for a change of the conversation; bubbles up to the page. */
export const CHANGE_WANTED = "parley:change-wanted";
/** The reader picked a conversation, maybe at a message, or null for a new one; bubbles up to the page. */
export const PLACE_PICKED = "parley:place-picked";
/** The reader chose who is to answer, by name; bubbles up to the page. */
export const HANDLER_PICKED = "parley:handler-picked";

/** The message that waits is to be sent now, instead of what is being answered; bubbles up to the page. */
export const STEER_WANTED = "parley:steer-wanted";
/** A part of the page that the reader wants could not be loaded. */
export const NOT_LOADED = "parley:not-loaded";
/** Another conversation is shown. */
export const CONVERSATION_OPENED = "parley:conversation-opened";

interface Intents {
  [CHANGE_WANTED]: Change;
  [PLACE_PICKED]: Place | null;
  [HANDLER_PICKED]: string;
  [STEER_WANTED]: null;
  [NOT_LOADED]: null;
  [CONVERSATION_OPENED]: null;
}

export function want<K extends keyof Intents>(from: EventTarget, intent: K, detail: Intents[K]): void {
  from.dispatchEvent(new CustomEvent(intent, { detail, bubbles: true }));
}

export function onIntent<K extends keyof Intents>(
  target: EventTarget,
  intent: K,
  handle: (detail: Intents[K]) => void,
): void {
  target.addEventListener(intent, (event) => handle((event as CustomEvent<Intents[K]>).detail));
}
