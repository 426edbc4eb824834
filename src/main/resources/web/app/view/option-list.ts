import { element } from "../dom.ts";

const OPTION = '[role="option"]';

/** Options for a field: the focus stays in the field, and the arrows move through the options. */
export class OptionList {
  readonly node: HTMLElement;
  readonly #field: HTMLElement;
  #selected = -1;

  /** @param id of the list; its style is a class of the same name */
  constructor(field: HTMLElement, id: string, label: string) {
    this.#field = field;
    this.node = element("div", { id, class: id, role: "listbox", "aria-label": label });
  }

  /** The place of the selected option; -1 where none is. */
  get selected(): number {
    return this.#selected;
  }

  get #options(): HTMLElement[] {
    return [...this.node.querySelectorAll<HTMLElement>(OPTION)];
  }

  /** Shows other options, of which that one is selected. */
  show(options: readonly HTMLElement[], selected: number): void {
    options.forEach((option, at) => {
      option.id = `${this.node.id}-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
    });
    this.node.replaceChildren(...options);
    this.node.scrollTop = 0;
    this.#selected = -1;
    this.#select(selected);
  }

  /** To the next option or the one before; behind the last comes the first. */
  step(by: 1 | -1): void {
    const count = this.#options.length;
    if (count > 0) {
      const from = this.#selected < 0 && by < 0 ? 0 : this.#selected;
      this.#select((from + by + count) % count);
    }
  }

  /** The place of the option that was clicked; -1 where it was none. */
  placeOf(target: EventTarget | null): number {
    const option = target instanceof Element ? target.closest<HTMLElement>(OPTION) : null;
    return option ? this.#options.indexOf(option) : -1;
  }

  #select(at: number): void {
    const options = this.#options;
    options[this.#selected]?.setAttribute("aria-selected", "false");
    this.#selected = at;
    const chosen = options[at];
    if (chosen) {
      chosen.setAttribute("aria-selected", "true");
      chosen.scrollIntoView({ block: "nearest" });
      this.#field.setAttribute("aria-activedescendant", chosen.id);
    } else {
      this.#field.removeAttribute("aria-activedescendant");
    }
  }
}
