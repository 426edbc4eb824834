"use strict";

// Looks on while a page works. In a run for costs it does next to nothing; in a run for what a reader feels it asks for
// every frame, reads the end of the text in it, and times keys.
(() => {
  const MARKER = /\bm(\d{4})x\b/g;
  const FRAME = 1000 / 60;
  const TAIL = 6000;
  const felt = window.benchFelt === true;
  const bench = (window.bench = { frames: 0, longTasks: 0, longTime: 0, keys: [], seen: {}, gaps: 0, watched: 0 });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      bench.longTasks++;
      bench.longTime += duration - 50;
    }
  }).observe({ type: "longtask" });

  const ask = window.requestAnimationFrame.bind(window);
  let drawn = -1;
  window.requestAnimationFrame = (work) =>
    ask((time) => {
      if (time !== drawn) {
        drawn = time;
        bench.frames++;
      }
      work(time);
    });

  if (!felt) return;

  const afterPaint = (work) =>
    ask(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => work(performance.now());
      port2.postMessage(0);
    });

  document.addEventListener(
    "keydown",
    ({ timeStamp }) => afterPaint((now) => bench.keys.push(now - timeStamp)),
    { capture: true },
  );

  function tail() {
    const hosts = document.querySelectorAll("#thread .message.live .message-body");
    const host = hosts[hosts.length - 1];
    if (!host) return "";
    const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
    let node = host;
    while (node.lastChild) node = node.lastChild;
    walker.currentNode = node;
    let text = node.data ?? "";
    while (text.length < TAIL && walker.previousNode()) text = `${walker.currentNode.data} ${text}`;
    return text;
  }

  let last = -1;
  function look(time) {
    if (bench.watching) {
      if (last >= 0) {
        bench.watched++;
        bench.gaps += Math.max(0, Math.round((time - last) / FRAME) - 1);
      }
      last = time;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const now = performance.timeOrigin + performance.now();
        for (const [, number] of tail().matchAll(MARKER)) bench.seen[number] ??= now;
      };
      port2.postMessage(0);
    }
    ask(look);
  }
  ask(look);
})();
