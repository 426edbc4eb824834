import type { Source } from "../../element-content.ts";
import type { MessageElement } from "../../protocol.ts";
import type { Part } from "./parts.ts";

/** Shows one element; several where a message goes on with the text of another. */
export interface ElementView {
  readonly node: HTMLElement;
  /**
   * Brings the view up to what the elements are now, and to the parts that stand in them; called again with the same
   * ones does nothing.
   */
  show(
    elements: readonly MessageElement[],
    inner: readonly Part[],
    around: Surroundings,
    notes?: readonly Source[],
  ): void;
  /** The text to copy. */
  readonly text: string;
}

/** What an element cannot tell of itself. */
export interface Surroundings {
  /** Where a file of the conversation is to be had. */
  fileAddress(file: string): string;
  /** Whether an answer to that question is on its way. */
  isAnswering(element: number): boolean;
}

/** A view of one element with the fields `C`, drawn anew whenever one of them may have changed. */
export abstract class SingleView<C> implements ElementView {
  abstract readonly node: HTMLElement;
  abstract readonly text: string;

  show(elements: readonly MessageElement[], inner: readonly Part[], around: Surroundings): void {
    const [content] = elements;
    if (content) {
      this.draw(content as MessageElement & C, around, inner);
    }
  }

  protected abstract draw(content: MessageElement & C, around: Surroundings, inner: readonly Part[]): void;
}

export function joinedText(elements: readonly MessageElement[]): string {
  return elements.length === 1 ? (elements[0]?.text ?? "") : elements.map((part) => part.text ?? "").join("");
}

/** Sets a text where it is another one: what a reader has selected stays selected. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
