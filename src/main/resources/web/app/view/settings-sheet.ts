import { element } from "../dom.ts";
import { listPresets, modelOf, type ModelList, type Preset, withEffort, withModel } from "../model-settings.ts";
import type { ModelSettings } from "../protocol.ts";
import { say } from "../words.ts";
import { budgetNote } from "./budget-note.ts";
import { textButton } from "./icon-button.ts";
import { effortName } from "./model-picker.ts";

/** Characters from which on a prompt is counted for the reader. */
const COUNTED_FROM = 0.9;

/** All settings of a conversation: what the operator proposes, the model, the effort, and the system prompt. */
export class SettingsSheet {
  readonly #models: ModelList;
  readonly #dialog = element("dialog", { class: "dialog sheet", "aria-labelledby": "settings-heading" });
  readonly #model = element("select", { id: "settings-model" });
  readonly #effort = element("select", { id: "settings-effort" });
  readonly #effortField = field(say("model.effort"), this.#effort);
  readonly #prompt = element("textarea", {
    id: "settings-prompt",
    rows: 8,
    placeholder: say("model.promptHint"),
    "aria-describedby": "settings-note",
  });
  readonly #note = element("p", { id: "settings-note", class: "sheet-note", role: "status" });
  readonly #save = textButton(say("page.save"), () => this.#close(this.#settings));
  #settings: ModelSettings;
  #result: ModelSettings | undefined;

  private constructor(settings: ModelSettings, models: ModelList, presets: readonly Preset[]) {
    this.#settings = settings;
    this.#models = models;
    this.#model.append(...models.items.map(({ id, name }) => element("option", { value: id }, name)));
    this.#model.addEventListener("change", () => this.#pickModel());
    this.#effort.addEventListener("change", () => {
      this.#settings = withEffort(this.#settings, this.#effort.value || undefined);
    });
    this.#prompt.addEventListener("input", () => this.#written());
    this.#save.classList.add("primary");
    this.#dialog.append(
      element("h2", { id: "settings-heading" }, say("model.settings")),
      element(
        "div",
        { class: "dialog-body" },
        ...(presets.length > 0 ? [this.#presets(presets)] : []),
        field(say("model.model"), this.#model),
        this.#effortField,
        field(say("model.prompt"), this.#prompt),
        this.#note,
        budgetNote(),
      ),
      element(
        "div",
        { class: "button-row" },
        textButton(say("page.cancel"), () => this.#dialog.close()),
        this.#save,
      ),
    );
    this.#show();
  }

  /** Opens the sheet; resolves when it is closed, after `save` where the reader wants it. */
  static async open(
    settings: ModelSettings,
    models: ModelList,
    save: (settings: ModelSettings) => void,
  ): Promise<void> {
    // Without them the rest can be set all the same.
    const presets = await listPresets().catch(() => []);
    const sheet = new SettingsSheet(settings, models, presets);
    await sheet.#ask();
    if (sheet.#result) {
      save(sheet.#result);
    }
  }

  async #ask(): Promise<void> {
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    await new Promise((resolve) => this.#dialog.addEventListener("close", resolve, { once: true }));
    this.#dialog.remove();
  }

  #close(result: ModelSettings): void {
    this.#result = result;
    this.#dialog.close();
  }

  #presets(presets: readonly Preset[]): HTMLElement {
    const choices = presets.map(({ title, description, settings }) => {
      const input = element("input", { type: "radio", name: "preset" });
      input.addEventListener("change", () => this.#pickPreset(settings));
      const words = element("span", {}, element("strong", {}, title), description && element("span", {}, description));
      return element("label", { class: "preset" }, input, words);
    });
    return element("fieldset", { class: "presets" }, element("legend", {}, say("model.presets")), ...choices);
  }

  /** What a preset does not say is as configured; a model that is not here is left out. */
  #pickPreset(preset: ModelSettings): void {
    const model = modelOf(preset, this.#models);
    this.#settings = model ? withModel(preset, model, this.#models) : { ...preset };
    if (!model) {
      delete this.#settings.model;
      delete this.#settings.effort;
    }
    this.#show();
  }

  #pickModel(): void {
    const model = this.#models.items.find(({ id }) => id === this.#model.value);
    if (model) {
      this.#settings = withModel(this.#settings, model, this.#models);
      this.#showEfforts();
    }
  }

  #show(): void {
    this.#model.value = modelOf(this.#settings, this.#models)?.id ?? "";
    this.#prompt.value = this.#settings.systemPrompt ?? "";
    this.#showEfforts();
    this.#written();
  }

  #showEfforts(): void {
    const efforts = modelOf(this.#settings, this.#models)?.efforts ?? [];
    this.#effort.replaceChildren(
      element("option", { value: "" }, say("model.usual")),
      ...efforts.map((effort) => element("option", { value: effort }, effortName(effort))),
    );
    this.#effort.value = this.#settings.effort ?? "";
    this.#effortField.hidden = efforts.length === 0;
  }

  #written(): void {
    const { systemPrompt: _, ...rest } = this.#settings;
    const prompt = this.#prompt.value.trim();
    this.#settings = prompt === "" ? rest : { ...rest, systemPrompt: prompt };
    const left = this.#models.longestPrompt - prompt.length;
    this.#save.disabled = left < 0;
    this.#note.textContent = noteOf(left, prompt.length > this.#models.longestPrompt * COUNTED_FROM);
  }
}

function noteOf(left: number, counted: boolean): string {
  if (left < 0) {
    return say("composer.tooLong", { count: -left });
  }
  return counted ? say("composer.charactersLeft", { count: left }) : say("model.holdsNext");
}

function field(label: string, control: HTMLElement): HTMLElement {
  return element("div", { class: "sheet-field" }, element("label", { for: control.id }, label), control);
}
