import MarkdownIt from "markdown-it";

interface Target {
  readonly href: string;
  readonly title: string;
}

/** The number of a footnote; none where it is just text. */
export type NoteNumber = (label: string) => number | undefined;

/** What markdown-it reads while it renders: the link definitions by their normalised label, and the footnotes. */
export interface Environment {
  readonly references: Readonly<Record<string, Target>>;
  readonly note: NoteNumber;
  /** Takes the labels of links whose definition may still come; undefined where the text is whole. */
  readonly promised: Set<string> | undefined;
}

export const { normalizeReference, unescapeAll } = new MarkdownIt().utils;

/**
 * The link definitions of one text. They may stand anywhere, often at the very end, so a finished text that used a
 * label before it was defined is rendered once more: the only reason to touch what is finished. Until then a link to a
 * label is its words, so that no marks come and go; what is still without a definition at the end was no link.
 */
export class References {
  readonly #targets: Record<string, Target> = Object.create(null);
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #due = new Set<() => void>();
  #promised: Set<() => void> | undefined = new Set();

  /** The first definition of a label counts. */
  define(label: string, destination: string, title: string): void {
    const key = normalizeReference(label);
    if (this.#targets[key]) {
      return;
    }
    this.#targets[key] = { href: unescapeAll(destination), title: unescapeAll(title) };
    this.#waiting.get(key)?.forEach((render) => this.#due.add(render));
    this.#waiting.delete(key);
  }

  /** The definitions so far, noting the labels that were looked for in vain. */
  environment(missed: Set<string>, note: NoteNumber): Environment {
    const get = (targets: Record<string, Target>, label: string): Target | undefined => {
      const target = targets[label];
      if (!target) {
        missed.add(label);
      }
      return target;
    };
    return {
      references: new Proxy(this.#targets, { get }) as Record<string, Target>,
      note,
      promised: this.#promised && new Set(),
    };
  }

  /** Renders again at the latest when the text ends. */
  awaitEnd(render: () => void): void {
    this.#promised?.add(render);
  }

  /** No more definitions come. */
  end(): void {
    this.#promised?.forEach((render) => this.#due.add(render));
    this.#promised = undefined;
  }

  /** Renders again when one of the labels gets defined. */
  await(labels: ReadonlySet<string>, render: () => void): void {
    for (const label of labels) {
      const waiting = this.#waiting.get(label) ?? new Set();
      this.#waiting.set(label, waiting.add(render));
    }
  }

  /** Renders what waited for the definitions read since the last call. */
  settle(): void {
    const due = [...this.#due];
    this.#due.clear();
    due.forEach((render) => render());
  }
}
