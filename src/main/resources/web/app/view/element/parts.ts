import type { Message, MessageElement } from "../../protocol.ts";

/** Elements that are shown as one: a continued answer's text is joined to what it goes on with. */
export interface Part {
  /** Names the view: another kind of view has another key. */
  key: string;
  elements: MessageElement[];
  /** What stands in it. */
  inner: Part[];
}

/** What a chain of continued messages shows, in order: a tree made of each message's flat list. */
export function partsOf(messages: readonly Message[]): Part[] {
  const parts: Part[] = [];
  for (const message of messages) {
    let joint = parts.findLast((part) => part.elements[0]?.kind === "markdown" && !part.elements[0].withdrawn);
    const own = new Map<number, Part>();
    for (const content of message.elements) {
      const container = content.container === undefined ? undefined : own.get(content.container);
      const part = partOf(content);
      own.set(content.id, part);
      if (container) {
        container.inner.push(part);
      } else if (joint && content.kind === "markdown" && !content.withdrawn) {
        joint.elements.push(content);
        joint = undefined;
      } else if (joint && content.kind === "thinking") {
        parts.splice(parts.indexOf(joint), 0, part);
      } else {
        parts.push(part);
      }
    }
  }
  return parts;
}

function partOf(content: MessageElement): Part {
  return {
    key: content.withdrawn ? `${content.id} withdrawn` : String(content.id),
    elements: [content],
    inner: [],
  };
}
