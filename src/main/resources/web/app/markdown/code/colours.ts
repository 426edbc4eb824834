import type { Run } from "./run-emitter.ts";

/** The scopes of highlight.js by the few colours that the page has for them. */
const COLOURS: Readonly<Record<string, string>> = {
  addition: "addition",
  attr: "name",
  attribute: "name",
  built_in: "type",
  bullet: "keyword",
  char: "string",
  class: "type",
  code: "string",
  comment: "comment",
  deletion: "deletion",
  doctag: "keyword",
  emphasis: "emphasis",
  keyword: "keyword",
  link: "string",
  literal: "number",
  meta: "meta",
  name: "title",
  number: "number",
  property: "name",
  quote: "comment",
  regexp: "string",
  section: "title",
  "selector-attr": "name",
  "selector-class": "title",
  "selector-id": "title",
  "selector-pseudo": "name",
  "selector-tag": "keyword",
  string: "string",
  strong: "strong",
  symbol: "number",
  "template-tag": "meta",
  "template-variable": "name",
  title: "title",
  type: "type",
  variable: "name",
};

/** Draws a line of code; what has no colour is plain text. */
export function colourLine(runs: readonly Run[]): DocumentFragment {
  const line = document.createDocumentFragment();
  for (const { text, scope } of runs) {
    const colour = scope && COLOURS[scope.split(".", 1)[0] ?? ""];
    line.append(colour ? coloured(text, colour) : text);
  }
  line.normalize();
  return line;
}

function coloured(text: string, colour: string): HTMLElement {
  const run = document.createElement("span");
  run.className = `code-${colour}`;
  run.textContent = text;
  return run;
}
