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

function note(source: Source): HTMLElement {
  return element("li", {}, element("span", { class: "citation-source" }, ...sourceName(source)), sourceQuote(source));
}

/** What a source is called, leading to where it is, if that is on the web. */
export function sourceName({ title, url }: Source): (HTMLElement | undefined)[] {
  const target = linkTarget(url ?? null);
  const words = title || target?.host || url || say("element.source");
  const name = target
    ? element("a", { href: target.href, target: "_blank", rel: "noopener noreferrer" }, words)
    : element("span", {}, words);
  return [name, target?.host && title ? element("span", { class: "citation-host" }, target.host) : undefined];
}

/** The words that were quoted from it. */
export function sourceQuote({ quote }: Source): HTMLElement | undefined {
  return quote ? element("q", { class: "citation-quote" }, quote) : undefined;
}
