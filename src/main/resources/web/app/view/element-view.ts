import type { MessageElement } from "../protocol.ts";

/** Shows one element; several where a message goes on with the text of another. */
export interface ElementView {
  readonly node: HTMLElement;
  /** Brings the view up to what the elements are now; called again with the same ones does nothing. */
  show(elements: readonly MessageElement[]): void;
  /** The text to copy. */
  readonly text: string;
}

export function joinedText(elements: readonly MessageElement[]): string {
  return elements.length === 1 ? (elements[0]?.text ?? "") : elements.map((part) => part.text ?? "").join("");
}
