const CONVERSATION_PATH = /^\/c\/([\w-]{8,64})$/;
const HANDLER = "with";
const MESSAGE = /^#m(\d{1,9})$/;

/** A conversation, and maybe a message in it that is looked for. */
export interface Place {
  conversation: string;
  message?: number;
  /** What the reader looked for when they found it. */
  words?: string;
}

/** The conversation that the address names; undefined for a new one. */
export function addressedConversation(): string | undefined {
  return CONVERSATION_PATH.exec(location.pathname)?.[1];
}

export function addressedPlace(): Place | undefined {
  const conversation = addressedConversation();
  return conversation === undefined ? undefined : { conversation, ...addressedMessage(location.hash) };
}

/** The message that the end of an address names. */
export function addressedMessage(hash: string): Pick<Place, "message"> {
  const number = MESSAGE.exec(hash)?.[1];
  return number === undefined ? {} : { message: Number(number) };
}

export function addressOf({ conversation, message }: Place): string {
  return message === undefined ? `/c/${conversation}` : `/c/${conversation}#m${message}`;
}

/** Who is to answer in the new conversation that the address names. */
export function addressedHandler(): string | undefined {
  return new URLSearchParams(location.search).get(HANDLER) ?? undefined;
}

/** Puts who is to answer a new conversation into its address; undefined for the usual one. */
export function addressHandler(name: string | undefined): void {
  history.replaceState(null, "", name === undefined ? "/" : `/?${HANDLER}=${encodeURIComponent(name)}`);
}

/** Puts a place, or a new conversation, into the address without loading a page. */
export function address(place: Place | undefined): void {
  const wanted = place === undefined ? "/" : addressOf(place);
  if (location.pathname + location.search + location.hash !== wanted) {
    history.pushState(null, "", wanted);
  }
}

/** The reader has left the message that the address names. */
export function addressEnd(): void {
  if (location.hash !== "") {
    history.replaceState(null, "", location.pathname);
  }
}
