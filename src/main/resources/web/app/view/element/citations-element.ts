import { element } from "../../dom.ts";
import type { Contents, Source } from "../../element-content.ts";
import { linkTarget } from "../../markdown/inline/links.ts";
import { SingleView } from "./element-view.ts";
import { say } from "../../words.ts";

/** What the text before it rests on, as footnotes that open their source. */
export class CitationsElement extends SingleView<Contents["citations"]> {
  readonly node = element("ol", { class: "citations", "aria-label": say("element.sources") });
  #sources: readonly Source[] = [];
  #shown = 0;

  get text(): string {
    return this.#sources
      .map(
        (source, index) =>
          `[${index + 1}] ${[source.title, source.url].filter((part) => part).join(" ") || source.quote}`,
      )
      .join("\n");
  }

  protected override draw({ sources }: Contents["citations"]): void {
    this.#sources = sources;
    this.node.append(...sources.slice(this.#shown).map(note));
    this.#shown = sources.length;
  }
}

function note({ title, url, quote }: Source): HTMLElement {
  const target = linkTarget(url ?? null);
  const words = title || target?.host || url || say("element.source");
  const name = target
    ? element("a", { href: target.href, target: "_blank", rel: "noopener noreferrer" }, words)
    : element("span", {}, words);
  const host = target?.host && title ? element("span", { class: "citation-host" }, target.host) : undefined;
  const quoted = quote ? element("q", { class: "citation-quote" }, quote) : undefined;
  return element("li", {}, element("span", { class: "citation-source" }, name, host), quoted);
}
