import { byId, element } from "../dom.ts";
import { icon } from "../icons.ts";
import { whenLoaded } from "../loading.ts";
import { modelOf, type ModelList, type OfferedModel, withEffort, withModel } from "../model-settings.ts";
import type { ModelSettings } from "../protocol.ts";
import { knows, say } from "../words.ts";
import { type MenuEntry, opensMenu } from "./menu.ts";

/** The header has little room, and every model of a family begins with its name. */
const FAMILY = /^Claude /;

/** A server may know efforts that this page has no word for. */
export function effortName(effort: string): string {
  return knows(`model.${effort}`) ? say(`model.${effort}`) : effort;
}

/** The button in the header that says which model answers, and the menu to choose another. */
export class ModelPicker {
  readonly #models: ModelList;
  readonly #choose: (settings: ModelSettings) => void;
  readonly #words = element("span", { class: "model-words" });
  readonly #button = element("button", { type: "button", id: "model", class: "model-button", hidden: true });
  #settings: ModelSettings = {};

  constructor(models: ModelList, choose: (settings: ModelSettings) => void) {
    this.#models = models;
    this.#choose = choose;
    this.#button.append(this.#words, icon("right"));
    opensMenu(this.#button, () => this.#entries());
    byId("theme", HTMLElement).before(this.#button);
  }

  /** Of these settings, those that can be had. */
  offered(settings: ModelSettings): ModelSettings {
    const model = modelOf(settings, this.#models);
    return model ? withModel(settings, model, this.#models) : {};
  }

  /** @param settings undefined where there is nothing to choose */
  show(settings: ModelSettings | undefined): void {
    this.#button.hidden = settings === undefined;
    if (settings === undefined) {
      return;
    }
    this.#settings = settings;
    const name = this.#model?.name ?? settings.model ?? say("model.model");
    const effort = settings.effort === undefined ? "" : effortName(settings.effort);
    this.#words.replaceChildren(
      name.replace(FAMILY, ""),
      ...(effort === "" ? [] : [element("span", { class: "model-effort" }, ` · ${effort}`)]),
    );
    const label = effort === "" ? say("model.chosen", { name }) : say("model.chosenWithEffort", { name, effort });
    this.#button.setAttribute("aria-label", label);
    this.#button.title = label;
  }

  get #model(): OfferedModel | undefined {
    return modelOf(this.#settings, this.#models);
  }

  #entries(): MenuEntry[] {
    const now = this.#model;
    const efforts = now?.efforts ?? [];
    return [
      {
        heading: say("model.model"),
        items: this.#models.items.map((model) => ({
          icon: "check" as const,
          label: model.name,
          checked: model === now,
          act: () => this.#choose(withModel(this.#settings, model, this.#models)),
        })),
      },
      ...(efforts.length === 0
        ? []
        : [
            {
              heading: say("model.effort"),
              items: [undefined, ...efforts].map((effort) => ({
                icon: "check" as const,
                label: effort === undefined ? this.#usualEffort : effortName(effort),
                checked: effort === this.#settings.effort,
                act: () => this.#choose(withEffort(this.#settings, effort)),
              })),
            },
          ]),
      "line",
      { icon: "edit", label: say("model.more"), act: () => void this.#openSheet() },
    ];
  }

  get #usualEffort(): string {
    const { effort } = this.#models;
    return effort === undefined ? say("model.usual") : say("model.usualIs", { effort: effortName(effort) });
  }

  async #openSheet(): Promise<void> {
    await whenLoaded(import("./settings-sheet.ts"), ({ SettingsSheet }) =>
      SettingsSheet.open(this.#settings, this.#models, (settings) => this.#choose(settings)),
    );
    this.#button.focus();
  }
}
