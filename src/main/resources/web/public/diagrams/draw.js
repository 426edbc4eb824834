"use strict";

// Runs in the sandboxed frame, behind Mermaid: draws what the page asks for, and gives back pictures as text.
{
  const { mermaid } = globalThis;

  /** As a picture by itself: XML, with a size of its own. */
  function picture(markup) {
    const place = document.createElement("div");
    place.innerHTML = markup;
    const svg = place.querySelector("svg");
    const [, , width, height] = (svg.getAttribute("viewBox") ?? "0 0 600 400").split(/[\s,]+/).map(Number);
    svg.setAttribute("width", Math.ceil(width));
    svg.setAttribute("height", Math.ceil(height));
    svg.style.maxWidth = "";
    return new XMLSerializer().serializeToString(svg);
  }

  /** What would load something: the frame's policy refuses it anyway, so the diagram is not even begun. */
  const LOADING = /\bimg["']?\s*:|\burl\s*\(|@import/i;

  async function draw({ number, source, dark, font }) {
    if (LOADING.test(source)) throw new Error("it asks for something from elsewhere");
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      secure: ["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "suppressErrorRendering", "theme"],
      suppressErrorRendering: true,
      maxTextSize: 50_000,
      maxEdges: 500,
      htmlLabels: false,
      flowchart: { htmlLabels: false },
      theme: dark ? "dark" : "neutral",
      fontFamily: font,
      logLevel: "fatal",
    });
    const { svg } = await mermaid.render(`diagram-${number}`, source);
    return picture(svg);
  }

  addEventListener("message", async ({ source, data }) => {
    if (source !== parent || !data.diagram) return;
    const { number } = data.diagram;
    try {
      parent.postMessage({ number, picture: await draw(data.diagram) }, "*");
    } catch (problem) {
      parent.postMessage({ number, problem: String(problem?.message ?? problem) }, "*");
    }
    document.body.replaceChildren();
  });
  parent.postMessage({ ready: true }, "*");
}
