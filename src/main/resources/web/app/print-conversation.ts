import { answered } from "./conversations.ts";
import type { Message } from "./protocol.ts";
import type { Session } from "./session.ts";

/** So many messages are asked for at a time: the most that the server gives. */
const PAGE = 200;
/** More than so many messages make no page that a browser prints; an export does. */
const MOST_PRINTED = 2000;
/** How long (ms) pictures may take that are not there yet. */
const PATIENCE = 5000;

interface Older {
  messages: Message[];
  more: boolean;
}

/** Loads all messages of the shown path and prints them; false when there are too many. */
export async function printConversation(session: Session): Promise<boolean> {
  if (session.path.away) {
    session.toEnd();
  }
  const above = await allAbove(session);
  if (!above) {
    return false;
  }
  const [first] = session.transcript.messages;
  if (first && above.length > 0) {
    session.prepend(first.id, { messages: above, more: false });
  }
  await drawn();
  window.addEventListener("afterprint", () => session.toEnd(), { once: true });
  window.print();
  return true;
}

/** What stands above the messages that are here; undefined where that is too much. */
async function allAbove({ conversation, transcript }: Session): Promise<Message[] | undefined> {
  const above: Message[] = [];
  let { more } = transcript;
  while (more) {
    const before = above[0]?.id ?? transcript.messages[0]?.id;
    if (before === undefined || transcript.messages.length + above.length >= MOST_PRINTED) {
      return undefined;
    }
    const page = await older(conversation, before);
    above.unshift(...page.messages);
    ({ more } = page);
  }
  return above;
}

async function older(conversation: string, before: number): Promise<Older> {
  const address = `/api/conversations/${conversation}/messages?before=${before}&limit=${PAGE}`;
  const response = await answered(fetch(address, { headers: { Accept: "application/json" } }));
  return (await response.json()) as Older;
}

/** Everything has its place, and its pictures, as far as they come in time. */
async function drawn(): Promise<void> {
  await new Promise(requestAnimationFrame);
  const pictures = [...document.querySelectorAll<HTMLImageElement>("#thread img")].filter(({ complete }) => !complete);
  const all = Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  await new Promise(requestAnimationFrame);
}
