"use strict";

// Looks for numbered words at the end of the page's text after each frame, and notes when each was first painted. In a run for
// costs it only stands by.
(() => {
  const MARKER = /m(\d{4})x/g;
  const TEXTS = 60;
  const LEFT_OUT = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "TEXTAREA"]);
  const bench = (window.bench = { seen: {}, count: 0, enter: 0 });

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter") bench.enter = performance.timeOrigin + event.timeStamp;
    },
    { capture: true },
  );

  function last(root) {
    let node = root;
    while (node.lastChild) node = node.lastChild;
    return node;
  }

  // Where the answer stands is not known, and below it there may be more of the page: so from the end up, until a text has only words
  // that were seen.
  function look() {
    const root = document.querySelector(window.benchRoot);
    if (root === null) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    walker.currentNode = last(root);
    let texts = 0;
    const now = performance.timeOrigin + performance.now();
    for (let node = walker.currentNode; node && texts < TEXTS; node = walker.previousNode()) {
      if (node.nodeType !== Node.TEXT_NODE || LEFT_OUT.has(node.parentNode?.nodeName)) continue;
      const numbers = [...node.data.matchAll(MARKER)].map(([, number]) => number);
      if (numbers.length === 0) continue;
      texts++;
      if (!take(numbers, now)) return;
    }
  }

  function take(numbers, now) {
    let any = false;
    for (const number of numbers.reverse()) {
      if (number in bench.seen) break;
      bench.seen[number] = now;
      bench.count++;
      any = true;
    }
    return any;
  }

  if (window.benchFelt !== true) return;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = look;
  const frame = () => {
    port2.postMessage(0);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})();
