import { MarkdownView } from "../app/markdown/markdown-view.ts";

/**
 * Says what became of finished blocks while the text went on; nothing if they were left alone. Each block but the last
 * two is watched: the second to last may still be closing.
 */
export async function touchedWhenFinished(text: string): Promise<string[]> {
  const host = document.createElement("div");
  document.body.replaceChildren(host);
  const view = new MarkdownView(host);
  const finished = new Set<Element>();
  const touched: string[] = [];
  const watch = new MutationObserver((records) => {
    for (const { target, type } of records) {
      const block = blockOf(host, target);
      if (block && finished.has(block)) {
        touched.push(`${type} in ${block.outerHTML.slice(0, 80)}`);
      }
    }
  });
  watch.observe(host, { subtree: true, childList: true, characterData: true, attributes: true });
  for (const character of text) {
    view.append(character);
    view.flush();
    await view.settled;
    // The records reach the observer before the blocks that are finished now are watched.
    await Promise.resolve();
    blocksOf(host)
      .slice(0, -2)
      .forEach((block) => finished.add(block));
  }
  view.finish();
  await view.settled;
  for (const block of finished) {
    if (!blocksOf(host).includes(block)) {
      touched.push(`replaced: ${block.outerHTML.slice(0, 80)}`);
    }
  }
  return touched;
}

function blocksOf(host: HTMLElement): Element[] {
  return [...host.querySelectorAll(":scope > .part > *")];
}

function blockOf(host: HTMLElement, target: Node): Element | undefined {
  let node: Node | null = target;
  while (node && node.parentNode?.parentNode !== host) {
    node = node.parentNode;
  }
  return node instanceof Element ? node : undefined;
}
