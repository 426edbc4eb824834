import MarkdownIt from "markdown-it";
import { fillFormula } from "../math/formula.ts";
import { say } from "../../words.ts";
import { linkTarget } from "./links.ts";
import { formulaAt } from "./maths.ts";
import { noteMark } from "./notes.ts";
import { promisedLink } from "./promised-links.ts";
import type { Environment } from "./references.ts";

type Token = NonNullable<ReturnType<MarkdownIt["parseInline"]>[number]["children"]>[number];

const NOTE = /\[\^([^\]\[\s]{1,100})\]/y;

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false });
// Only what says its scheme becomes a link: README.md and main.rs look like hosts too.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false }).add("ftp:", null).add("//", null);
// Every address is read as one, so that what is no link here still shows its words and not its brackets.
markdown.validateLink = () => true;
markdown.inline.ruler.before("escape", "math", (state, silent) => {
  const formula = formulaAt(state.src, state.pos);
  if (!formula || formula.end > state.posMax) {
    return false;
  }
  if (!silent) {
    const token = state.push("math", "", 0);
    token.content = formula.source;
    token.block = formula.display;
  }
  state.pos = formula.end;
  return true;
});
markdown.inline.ruler.before("link", "note", (state, silent) => {
  NOTE.lastIndex = state.pos;
  const found = NOTE.exec(state.src);
  const number = found && (state.env as Environment).note(found[1] ?? "");
  if (!found || number === undefined) {
    return false;
  }
  if (!silent) {
    state.push("note", "", 0).content = String(number);
  }
  state.pos += found[0].length;
  return true;
});

markdown.inline.ruler.before("link", "promised", promisedLink);

/**
 * The nodes of a leaf's text. They are made one by one, from the few kinds of tokens that are known here: no part of a
 * text is ever read as HTML, so nothing in it can become an element or an attribute that is not made below.
 */
export function inlineNodes(
  text: string,
  environment: Environment,
  later: (work: Promise<void>) => void,
): DocumentFragment {
  const root = document.createDocumentFragment();
  const open: Node[] = [root];
  for (const token of markdown.parseInline(text, environment)[0]?.children ?? []) {
    const top = open.at(-1) ?? root;
    if (token.nesting < 0) {
      if (open.length > 1) {
        open.pop();
      }
      continue;
    }
    const node = token.nesting > 0 ? container(token) : leaf(token, open, later);
    top.appendChild(node);
    if (token.nesting > 0) {
      open.push(node);
    }
  }
  root.normalize();
  return root;
}

function container(token: Token): HTMLElement {
  switch (token.type) {
    case "strong_open":
      return document.createElement("strong");
    case "em_open":
      return document.createElement("em");
    case "s_open":
      return document.createElement("s");
    case "link_open":
      return link(token);
    default:
      return document.createElement("span");
  }
}

function leaf(token: Token, open: readonly Node[], later: (work: Promise<void>) => void): Node {
  switch (token.type) {
    case "hardbreak":
      return document.createElement("br");
    case "softbreak":
      return document.createTextNode("\n");
    case "code_inline":
      return withText("code", token.content);
    case "image":
      return picture(token, open);
    case "math": {
      const place = document.createElement("span");
      fillFormula(place, token.content, token.block, later);
      return place;
    }
    case "note": {
      const mark = document.createElement("sup");
      mark.append(noteMark(token.content));
      return mark;
    }
    default:
      return document.createTextNode(token.content);
  }
}

function link(token: Token): HTMLElement {
  const href = token.attrGet("href");
  return linkTarget(href) ? linkTo(href ?? "", token.attrGet("title")) : document.createElement("span");
}

function linkTo(href: string, title: string | null): HTMLAnchorElement {
  const made = document.createElement("a");
  made.setAttribute("href", href);
  if (title) {
    made.title = title;
  }
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

/**
 * A picture from elsewhere would tell its host who reads what, so it is never loaded: it is a link that says where it
 * leads, opened in a tab of its own.
 */
function picture(token: Token, open: readonly Node[]): HTMLElement {
  const label =
    markdown.renderer.renderInlineAsText(token.children ?? [], markdown.options, {}) || say("element.picture");
  const target = linkTarget(token.attrGet("src"));
  if (!target?.host || open.some((node) => node instanceof HTMLAnchorElement)) {
    const place = withText("span", label);
    place.className = "picture";
    return place;
  }
  const made = linkTo(target.href, null);
  const host = withText("span", target.host);
  made.className = "picture";
  host.className = "picture-host";
  made.append(label, " ", host);
  return made;
}

function withText(tag: "code" | "span", text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
