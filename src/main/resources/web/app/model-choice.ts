import type { Handler } from "./handlers.ts";
import { listModels, rememberedSettings, rememberSettings } from "./model-settings.ts";
import type { ModelSettings } from "./protocol.ts";
import { styleSheet } from "./style-sheet.ts";
import type { Transcript } from "./transcript.ts";
import type { ModelPicker } from "./view/model-picker.ts";
import type { WindowGauge } from "./view/window-gauge.ts";

/** How the model of the conversation that is shown is asked: chosen before its first message, or changed later. */
export class ModelChoice {
  readonly #change: (settings: ModelSettings) => void;
  #picker: ModelPicker | undefined;
  #fresh: ModelSettings = rememberedSettings();
  #shown: { settings: ModelSettings; begun: boolean } | undefined;
  #gauge: WindowGauge | undefined;
  #showGauge = (): void => {};

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
    this.#gauge?.show("", undefined);
  }

  /** @param known whether there is anything to choose for yet */
  show(handler: Handler, { conversation: { handler: begun, settings = {} } }: Transcript, known: boolean): void {
    this.#shown =
      known && handler.settings
        ? { settings: begun === undefined || begun === "" ? this.#fresh : settings, begun: Boolean(begun) }
        : undefined;
    this.#picker?.show(this.#shown?.settings);
  }

  /** How full the window is of the model that has answered last. */
  showWindow(conversation: string, { messages }: Transcript): void {
    const last = messages.findLast(({ role, state }) => role === "assistant" && state !== undefined);
    this.#showGauge = (): void => this.#gauge?.show(conversation, this.#shown?.begun ? last?.usage : undefined);
    this.#showGauge();
  }

  async #load(): Promise<void> {
    try {
      const [{ ModelPicker }, { WindowGauge }] = await Promise.all([
        import("./view/model-picker.ts"),
        import("./view/window-gauge.ts"),
        styleSheet("tools"),
      ]);
      const models = await listModels();
      const picker = new ModelPicker(models, (settings) => this.#chosen(settings));
      this.#gauge = new WindowGauge(models);
      // What was remembered may be gone from the list.
      this.#fresh = picker.offered(this.#fresh);
      this.#picker = picker;
      if (this.#shown) {
        picker.show(this.#shown.begun ? this.#shown.settings : this.#fresh);
      }
      this.#showGauge();
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
