import type { Commands } from "../../commands.ts";
import { element } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { commandOf, isComposing } from "../../shortcuts.ts";
import { styleSheet } from "../../style-sheet.ts";
import { OptionList } from "../option-list.ts";
import { fuzzyMatch, type Match } from "./fuzzy.ts";
import { keyboardKeys } from "./keys.ts";
import { type PaletteItem, paletteItems } from "./palette-items.ts";
import { say, sayCount } from "../../words.ts";

/** More than so many are too many to read. */
const MOST = 60;

let shown: Palette | undefined;

/** Shows all that can be done now. */
export async function openPalette(commands: Commands, typed: () => string): Promise<void> {
  await styleSheet("tools").catch(() => undefined);
  if (!shown?.isOpen) {
    shown = new Palette(commands, typed());
  }
}

interface Hit {
  item: PaletteItem;
  match: Match;
}

/** A field and what matches it. The focus stays in the field; the arrows move through the list. */
class Palette {
  readonly #commands: Commands;
  readonly #items: readonly PaletteItem[];
  readonly #dialog = element("dialog", { class: "palette", "aria-label": say("tool.commands") });
  readonly #status = element("p", { class: "visually-hidden", role: "status" });
  readonly #field = element("input", {
    type: "text",
    role: "combobox",
    class: "palette-field",
    "aria-label": say("tool.whatToDo"),
    "aria-autocomplete": "list",
    "aria-controls": "palette-list",
    "aria-expanded": "true",
    placeholder: say("tool.whatToDo"),
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 200,
  });
  readonly #list = new OptionList(this.#field, "palette-list", say("tool.commands"));
  #hits: Hit[] = [];

  constructor(commands: Commands, words: string) {
    this.#commands = commands;
    this.#items = paletteItems(commands);
    this.#dialog.append(this.#field, this.#list.node, this.#status);
    this.#field.value = words;
    this.#field.addEventListener("input", () => this.#find());
    this.#dialog.addEventListener("keydown", (event) => this.#pressed(event));
    this.#dialog.addEventListener("click", (event) => this.#clicked(event));
    this.#dialog.addEventListener("close", () => this.#dialog.remove());
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    this.#field.focus();
    this.#find();
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  #find(): void {
    const words = this.#field.value.trim().replace(/^>\s*/, "");
    this.#hits = this.#items
      .flatMap((item) => {
        const match = fuzzyMatch(item.label, words);
        return match ? [{ item, match }] : [];
      })
      .sort((one, other) => (words === "" ? 0 : other.match.score - one.match.score))
      .slice(0, MOST);
    const count = this.#hits.length;
    this.#list.show(this.#hits.map(option), 0);
    this.#status.textContent = count === 0 ? say("tool.none") : sayCount("tool.commands", count);
    if (count === 0) {
      this.#list.node.append(element("p", { class: "palette-none" }, say("tool.none")));
    }
  }

  #pressed(event: KeyboardEvent): void {
    if (isComposing(event)) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#list.step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#choose(this.#list.selected);
    } else if (event.key === "Tab") {
      // There is nothing else to go to.
      event.preventDefault();
    } else if (commandOf(event, ["anywhere"]) === "search") {
      event.preventDefault();
      this.#dialog.close();
      this.#commands.run("search");
    }
  }

  #clicked({ target }: MouseEvent): void {
    if (target === this.#dialog) {
      this.#dialog.close();
      return;
    }
    this.#choose(this.#list.placeOf(target));
  }

  #choose(at: number): void {
    const item = this.#hits[at]?.item;
    if (!item) {
      return;
    }
    // First, so that the focus is back where it was when the command moves it.
    this.#dialog.close();
    if (item.download === undefined) {
      item.act?.();
    } else {
      element("a", { href: item.download, download: true }).click();
    }
  }
}

function option({ item, match }: Hit): HTMLElement {
  return element(
    "div",
    { class: "palette-option" },
    icon(item.icon),
    element("span", { class: "palette-label" }, ...marked(item.label, match.marks)),
    item.keys ? keyboardKeys(item.keys) : element("span", { class: "palette-group" }, item.group),
  );
}

function marked(label: string, marks: readonly number[]): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let plain = "";
  for (let at = 0; at < label.length; at++) {
    if (marks.includes(at)) {
      nodes.push(plain, element("b", {}, label.charAt(at)));
      plain = "";
    } else {
      plain += label.charAt(at);
    }
  }
  return [...nodes, plain];
}
