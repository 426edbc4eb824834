import type { Handler } from "./handlers.ts";
import { rememberedSettings, rememberSettings } from "./model-settings.ts";
import type { Conversation, ModelSettings } from "./protocol.ts";
import type { ModelPicker } from "./view/model-picker.ts";

/** How the model of the conversation that is shown is asked: chosen before its first message, or changed later. */
export class ModelChoice {
  readonly #change: (settings: ModelSettings) => void;
  #picker: ModelPicker | undefined;
  #fresh: ModelSettings = rememberedSettings();
  #shown: { settings: ModelSettings; begun: boolean } | undefined;

  /** @param change asks for other settings of a conversation that has begun */
  constructor(change: (settings: ModelSettings) => void) {
    this.#change = change;
    void this.#load();
  }

  /** For the message that begins a conversation; undefined where all is as configured. */
  get toBegin(): ModelSettings | undefined {
    return Object.keys(this.#fresh).length > 0 ? this.#fresh : undefined;
  }

  /** Another conversation is opened. */
  reset(): void {
    this.#fresh = rememberedSettings();
    this.#shown = undefined;
    this.#picker?.show(undefined);
  }

  /** @param known whether there is anything to choose for yet */
  show(handler: Handler, { handler: begun, settings = {} }: Conversation, known: boolean): void {
    this.#shown =
      known && handler.settings
        ? { settings: begun === undefined || begun === "" ? this.#fresh : settings, begun: Boolean(begun) }
        : undefined;
    this.#picker?.show(this.#shown?.settings);
  }

  async #load(): Promise<void> {
    try {
      const { ModelPicker } = await import("./view/model-picker.ts");
      const picker = await ModelPicker.load((settings) => this.#chosen(settings));
      // What was remembered may be gone from the list.
      this.#fresh = picker.offered(this.#fresh);
      this.#picker = picker;
      if (this.#shown) {
        picker.show(this.#shown.begun ? this.#shown.settings : this.#fresh);
      }
    } catch {
      // Without a list nothing can be chosen; what is configured answers.
    }
  }

  #chosen(settings: ModelSettings): void {
    rememberSettings(settings);
    if (this.#shown?.begun) {
      this.#change(settings);
    } else {
      this.#fresh = settings;
      this.#picker?.show(settings);
    }
  }
}
