import type { Message, MessageElement } from "../protocol.ts";
import { CalloutElement } from "./callout-element.ts";
import { duration } from "./duration.ts";
import type { ElementView } from "./element-view.ts";
import { DisclosureElement } from "./disclosure-element.ts";
import { MarkdownElement } from "./markdown-element.ts";
import { PlainElement } from "./plain-element.ts";

/** Elements that are shown as one: a continued answer's text is joined to what it goes on with. */
export interface Part {
  /** Names the view: another kind of view has another key. */
  key: string;
  elements: MessageElement[];
}

/** What a chain of continued messages shows, in order. */
export function partsOf(messages: readonly Message[]): Part[] {
  const parts: Part[] = [];
  for (const message of messages) {
    let joint = parts.findLast((part) => part.elements[0]?.kind === "markdown" && !part.elements[0].withdrawn);
    for (const content of message.elements) {
      if (joint && content.kind === "markdown" && !content.withdrawn) {
        joint.elements.push(content);
        joint = undefined;
      } else if (joint && content.kind === "thinking") {
        parts.splice(parts.indexOf(joint), 0, partOf(content));
      } else {
        parts.push(partOf(content));
      }
    }
  }
  return parts;
}

function partOf(content: MessageElement): Part {
  return { key: content.withdrawn ? `${content.id} withdrawn` : String(content.id), elements: [content] };
}

/** A view for an element; undefined for a kind that this page does not know. */
export function viewOf(content: MessageElement, role: Message["role"]): ElementView | undefined {
  if (content.withdrawn) {
    return new DisclosureElement("withdrawn", () => "This answer was withdrawn");
  }
  switch (content.kind) {
    case "markdown":
      return role === "user" ? new PlainElement() : new MarkdownElement();
    case "thinking":
      return new DisclosureElement("thinking", ({ startedAt, endedAt }) =>
        endedAt === undefined ? "Thinking…" : `Thought for ${duration(endedAt - startedAt)}`,
      );
    case "callout":
      return new CalloutElement(content.level);
    default:
      return undefined;
  }
}
