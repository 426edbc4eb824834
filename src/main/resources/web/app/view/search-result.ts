import { element } from "../dom.ts";
import { addressOf } from "../location.ts";
import type { SearchHit } from "../search.ts";
import { locale, say } from "../words.ts";

const DAY = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });

/** A hit as a link to it: in which conversation, and the words in their place. */
export function searchResult(hit: SearchHit, id: string): HTMLAnchorElement {
  const { conversation, message, time } = hit;
  const title = conversation.title || say("page.newChat");
  const where = element("span", { class: "result-title" }, ...(message === undefined ? marked(hit) : [title]));
  const day = element("time", { datetime: new Date(time).toISOString() }, DAY.format(time));
  const foot = element("span", { class: "result-foot" }, day);
  if (conversation.archived) {
    foot.append(" · Archived");
  }
  const place = { conversation: conversation.id, ...(message !== undefined && { message }) };
  return element(
    "a",
    { id, class: "result", role: "option", tabindex: -1, "aria-selected": "false", href: addressOf(place) },
    where,
    message === undefined ? undefined : element("span", { class: "result-text" }, ...marked(hit)),
    foot,
  );
}

/** What the server sends is text and nothing else, so it is put together from nodes. */
function marked({ snippet, marks }: SearchHit): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    nodes.push(new Text(snippet.slice(at, start)), element("mark", {}, snippet.slice(start, end)));
    at = end;
  }
  nodes.push(new Text(snippet.slice(at)));
  return nodes;
}
