import { arrange } from "../../dom.ts";
import type { Message } from "../../protocol.ts";
import type { ElementView, Surroundings } from "./element-view.ts";
import type { Part } from "./parts.ts";
import { viewOf } from "./registry.ts";

/** Puts elements into their box, which lays out numbers that matter beside each other. */
export function arrangeElements(box: Element, nodes: readonly Element[]): void {
  arrange(box, nodes);
  box.classList.toggle(
    "with-metrics",
    nodes.some((node) => node.classList.contains("metric")),
  );
}

/** The views of what a message or an element holds, each made once and then only brought up to date. */
export class ElementList {
  readonly #views = new Map<string, ElementView | undefined>();

  /** What can be copied of it. */
  get text(): string {
    return this.copied.map(({ text }) => text).join("\n\n");
  }

  /** The parts that can be copied, with their nodes. */
  get copied(): { node: Element; text: string }[] {
    const parts = [...this.#views.values()].map((view) => ({ node: view?.node, text: view?.text ?? "" }));
    return parts.flatMap(({ node, text }) => (node && text !== "" ? [{ node, text }] : []));
  }

  /** Shows the parts, and gives their nodes in order. */
  show(parts: readonly Part[], role: Message["role"], around: Surroundings): Element[] {
    const nodes: Element[] = [];
    const gone = new Set(this.#views.keys());
    for (const part of parts) {
      gone.delete(part.key);
      const view = this.#viewOf(part, role);
      if (view) {
        view.show(part.elements, part.inner, around, part.notes);
        nodes.push(view.node);
      }
    }
    gone.forEach((key) => this.#views.delete(key));
    return nodes;
  }

  #viewOf({ key, elements }: Part, role: Message["role"]): ElementView | undefined {
    const [first] = elements;
    if (first && !this.#views.has(key)) {
      this.#views.set(key, viewOf(first, role));
    }
    return this.#views.get(key);
  }
}
