/** A copy of what is selected inside of an element, in the same blocks as it stands in: a part of code is still code. */
export function selectedIn(element: Element, selected: Range): Node {
  const range = selected.cloneRange();
  if (!element.contains(range.startContainer)) {
    range.setStart(element, 0);
  }
  if (!element.contains(range.endContainer)) {
    range.setEnd(element, element.childNodes.length);
  }
  const common = range.commonAncestorContainer;
  let copy: Node = range.cloneContents();
  for (let around = common instanceof Element ? common : common.parentElement; around; around = around.parentElement) {
    const box = around.cloneNode(false);
    box.appendChild(copy);
    copy = box;
    if (around === element) {
      break;
    }
  }
  return copy;
}
