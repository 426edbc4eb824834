import { sameFormula } from "../math/formula.ts";

/**
 * Makes the children of one node those of another and leaves alone what is the same already, so that a selection
 * holds and only the end is drawn anew.
 */
export function patch(host: Node, wanted: Node): void {
  let present = host.firstChild;
  let next = wanted.firstChild;
  while (present && next && patchNode(present, next)) {
    present = present.nextSibling;
    next = next.nextSibling;
  }
  removeFrom(present);
  while (next) {
    const following: ChildNode | null = next.nextSibling;
    host.appendChild(next);
    next = following;
  }
}

/** Whether the one could be made like the other. A formula is drawn once and only kept or replaced. */
function patchNode(present: ChildNode, wanted: ChildNode): boolean {
  if (present instanceof Text && wanted instanceof Text) {
    patchText(present, wanted.data);
    return true;
  }
  const formula = sameFormula(present, wanted);
  if (formula !== undefined) {
    return formula;
  }
  if (present instanceof Element && wanted instanceof Element && sameShell(present, wanted)) {
    patch(present, wanted);
    return true;
  }
  return false;
}

function patchText(present: Text, wanted: string): void {
  if (wanted.startsWith(present.data)) {
    if (wanted.length > present.length) {
      present.appendData(wanted.slice(present.length));
    }
  } else {
    present.data = wanted;
  }
}

function sameShell(one: Element, other: Element): boolean {
  return (
    one.nodeName === other.nodeName &&
    one.attributes.length === other.attributes.length &&
    [...one.attributes].every(({ name, value }) => other.getAttribute(name) === value)
  );
}

function removeFrom(first: ChildNode | null): void {
  let node = first;
  while (node) {
    const following: ChildNode | null = node.nextSibling;
    node.remove();
    node = following;
  }
}
