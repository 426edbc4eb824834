import MarkdownIt from "markdown-it";
import type { Environment } from "./references.ts";
import { linkTarget } from "./links.ts";
import { say } from "../../words.ts";

type Token = ReturnType<MarkdownIt["parseInline"]>[number];

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false });
// Only what says its scheme becomes a link: README.md and main.rs look like hosts too.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false }).add("ftp:", null).add("//", null);
// Every address is read as one, so that what is no link here still shows its words and not its brackets.
markdown.validateLink = () => true;
markdown.core.ruler.push("parley_links", (state) => {
  state.tokens.forEach((token) => guardLinks(token.children ?? []));
});
// The break's own new line would be drawn too, where the style keeps the line breaks of the source.
markdown.renderer.rules.hardbreak = () => "<br>";
markdown.renderer.rules.image = (tokens, index, options, environment, renderer) => {
  const token = tokens[index];
  const text = renderer.renderInlineAsText(token?.children ?? [], options, environment);
  return token ? pictureMarkup(token, text) : "";
};

/** The HTML of a leaf's text; not to be put into a page before it was cleaned. */
export function inlineMarkup(text: string, environment: Environment): string {
  return markdown.renderInline(text, environment);
}

function guardLinks(tokens: Token[]): void {
  let link: "none" | "open" | "refused" = "none";
  for (const token of tokens) {
    if (token.type === "link_open") {
      link = linkTarget(token.attrGet("href")) ? "open" : "refused";
    } else if (token.type === "image") {
      token.meta = { insideLink: link === "open" };
    }
    if (link === "open" && token.type === "link_open") {
      token.attrSet("target", "_blank");
      token.attrSet("rel", "noopener noreferrer");
    } else if (link === "refused" && token.type.startsWith("link_")) {
      token.tag = "span";
      token.attrs = null;
    }
    if (token.type === "link_close") {
      link = "none";
    }
  }
}

/**
 * A picture from elsewhere would tell its host who reads what, so it is never loaded: it is a link that says where it
 * leads, opened in a tab of its own.
 */
function pictureMarkup(token: Token, text: string): string {
  const { escapeHtml } = markdown.utils;
  const target = linkTarget(token.attrGet("src"));
  const label = escapeHtml(text || say("element.picture"));
  if (!target?.host || (token.meta as { insideLink: boolean }).insideLink) {
    return `<span class="picture">${label}</span>`;
  }
  const host = `<span class="picture-host">${escapeHtml(target.host)}</span>`;
  const href = escapeHtml(target.href);
  return `<a class="picture" href="${href}" target="_blank" rel="noopener noreferrer">${label} ${host}</a>`;
}
