import katex, { type KatexOptions } from "katex";
import { element } from "../../../dom.ts";
import { styleSheet } from "../../../style-sheet.ts";

/** A longer formula is none. */
const LONGEST = 20_000;
const OPTIONS: KatexOptions = {
  displayMode: true,
  throwOnError: true,
  // No links, no pictures, no attributes of the writer's own.
  trust: false,
  strict: "ignore",
  maxExpand: 1000,
  maxSize: 20,
};

/** A node of KaTeX's own tree, before it becomes one of the page. */
interface Drawn {
  attributes?: Record<string, string>;
  children?: Drawn[];
  toNode(): Node;
}

interface Inner {
  __renderToDomTree(source: string, options: KatexOptions): Drawn;
}

const STYLE = "data-style";

/**
 * Draws a formula. A few of KaTeX's nodes have a `style` attribute, which the page's content security policy refuses
 * as a text; so it has another name until the node is made, and then becomes a style by itself.
 */
export async function typeset(source: string): Promise<Node> {
  if (source.length > LONGEST) {
    throw new Error("The formula is too long to be drawn.");
  }
  const tree = (katex as unknown as Inner).__renderToDomTree(source, OPTIONS);
  renameStyles(tree);
  const formula = element("div", { class: "formula" }, tree.toNode());
  for (const styled of formula.querySelectorAll<HTMLElement>(`[${STYLE}]`)) {
    styled.style.cssText = styled.getAttribute(STYLE) ?? "";
    styled.removeAttribute(STYLE);
  }
  // Its style sheet is a bundle of its own: most conversations have no formula.
  await styleSheet("math");
  return formula;
}

function renameStyles({ attributes, children }: Drawn): void {
  const style = attributes?.["style"];
  if (attributes && style !== undefined) {
    delete attributes["style"];
    attributes[STYLE] = style;
  }
  children?.forEach(renameStyles);
}
