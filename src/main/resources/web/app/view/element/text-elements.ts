// One chunk, so that one request brings all of it.
export { MarkdownView } from "../../markdown/markdown-view.ts";
export { CodeElement } from "./code-element.ts";
export { MarkdownElement } from "./markdown-element.ts";
export { ToolElement } from "./tool-element.ts";
