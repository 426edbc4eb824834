const CONVERSATION_PATH = /^\/c\/([\w-]{8,64})$/;

/** The conversation that the address names; undefined for a new one. */
export function addressedConversation(): string | undefined {
  return CONVERSATION_PATH.exec(location.pathname)?.[1];
}

/** Puts a conversation, or a new one, into the address without loading a page. */
export function address(conversation: string | undefined): void {
  const path = conversation === undefined ? "/" : `/c/${conversation}`;
  if (location.pathname !== path) {
    history.pushState(null, "", path);
  }
}
