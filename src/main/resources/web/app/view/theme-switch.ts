import { icon, type IconName } from "../icons.ts";
import { keepSetting, readSetting } from "../settings.ts";
import { say } from "../words.ts";

export type Theme = "system" | "light" | "dark";

export const THEMES: readonly Theme[] = ["system", "light", "dark"];
export const THEME_ICONS: Record<Theme, IconName> = { system: "system", light: "sun", dark: "moon" };
const LABELS: Record<Theme, string> = {
  system: "page.themeSystem",
  light: "page.themeLight",
  dark: "page.themeDark",
};

/** Steps through the themes. The head of the page applies the kept one before the first paint. */
export class ThemeSwitch {
  readonly #button: HTMLButtonElement;
  #theme = THEMES.find((known) => known === readSetting("theme")) ?? "system";

  constructor(button: HTMLButtonElement) {
    this.#button = button;
    button.addEventListener("click", () => {
      this.choose(THEMES[(THEMES.indexOf(this.#theme) + 1) % THEMES.length] ?? "system");
    });
    this.#show();
  }

  get theme(): Theme {
    return this.#theme;
  }

  choose(theme: Theme): void {
    this.#theme = theme;
    if (theme === "system") {
      delete document.documentElement.dataset["theme"];
    } else {
      document.documentElement.dataset["theme"] = theme;
    }
    keepSetting("theme", theme === "system" ? undefined : theme);
    this.#show();
  }

  #show(): void {
    const label = themeLabel(this.#theme);
    this.#button.replaceChildren(icon(THEME_ICONS[this.#theme]));
    this.#button.title = label;
    this.#button.setAttribute("aria-label", label);
  }
}

export function themeLabel(theme: Theme): string {
  return say(LABELS[theme]);
}
