const NOT_SIGNED_IN = 401;
const NOT_FOUND = 404;

/** Why the server has not let the page in, as far as it says. */
export type Refusal = "signedOut" | "missing" | undefined;

/** A browser does not tell the status of a refused upgrade, so something is asked for in another way: the conversation, if it is not known to be there. */
export async function askedWhy(conversation: string, unknown: boolean): Promise<Refusal> {
  const address = unknown ? `/api/conversations/${conversation}` : "/api/conversations?limit=1";
  try {
    const { status } = await fetch(address, { method: "HEAD" });
    return status === NOT_SIGNED_IN ? "signedOut" : status === NOT_FOUND && unknown ? "missing" : undefined;
  } catch {
    return undefined;
  }
}
