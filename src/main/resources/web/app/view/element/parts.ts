import { as, type Source } from "../../element-content.ts";
import type { Message, MessageElement } from "../../protocol.ts";

/** Elements that are shown as one: a continued answer's text is joined to what it goes on with. */
export interface Part {
  /** Names the view: another kind of view has another key. */
  key: string;
  elements: MessageElement[];
  /** What stands in it. */
  inner: Part[];
  /** What its text rests on, with the places in all of the text. */
  notes?: Source[];
}

/** What a chain of continued messages shows, in order: a tree made of each message's flat list. */
export function partsOf(messages: readonly Message[]): Part[] {
  const parts: Part[] = [];
  for (const message of messages) {
    let joint = parts.findLast((part) => part.elements[0]?.kind === "markdown" && !part.elements[0].withdrawn);
    const own = new Map<number, Part>();
    let lastText: Part | undefined;
    for (const content of message.elements) {
      const container = content.container === undefined ? undefined : own.get(content.container);
      const part = partOf(content);
      own.set(content.id, part);
      if (container) {
        container.inner.push(part);
        lastText = noted(content, part, lastText);
      } else if (joint && content.kind === "markdown" && !content.withdrawn) {
        joint.elements.push(content);
        lastText = joint;
        joint = undefined;
      } else if (joint && content.kind === "thinking") {
        parts.splice(parts.indexOf(joint), 0, part);
      } else {
        parts.push(part);
        lastText = noted(content, part, lastText);
      }
    }
  }
  return parts;
}

/** Hands footnotes to the text that they are for; returns the text that more may be for. */
function noted(content: MessageElement, part: Part, text: Part | undefined): Part | undefined {
  if (content.kind === "markdown") {
    return part;
  }
  const sources = as(content, "citations")?.sources;
  if (sources && text) {
    const before = text.elements.slice(0, -1).reduce((length, { text: words = "" }) => length + words.length, 0);
    const placed = sources.map((source) => ({ ...source, at: (source.at ?? []).map((place) => before + place) }));
    text.notes = [...(text.notes ?? []), ...placed];
  }
  return undefined;
}

function partOf(content: MessageElement): Part {
  return {
    key: content.withdrawn ? `${content.id} withdrawn` : String(content.id),
    elements: [content],
    inner: [],
  };
}
