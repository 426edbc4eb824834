import { icon, type IconName } from "../icons.ts";
import { keepSetting, readSetting } from "../settings.ts";
import { say } from "../words.ts";

type Theme = "system" | "light" | "dark";

const THEMES: readonly Theme[] = ["system", "light", "dark"];
const ICONS: Record<Theme, IconName> = { system: "system", light: "sun", dark: "moon" };
const LABELS: Record<Theme, string> = {
  system: "page.themeSystem",
  light: "page.themeLight",
  dark: "page.themeDark",
};

/** Steps through the themes. The head of the page applies the kept one before the first paint. */
export function themeSwitch(button: HTMLButtonElement): void {
  let theme = THEMES.find((known) => known === readSetting("theme")) ?? "system";
  const show = (): void => {
    button.replaceChildren(icon(ICONS[theme]));
    button.title = say(LABELS[theme]);
    button.setAttribute("aria-label", button.title);
  };
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
    if (theme === "system") {
      delete document.documentElement.dataset["theme"];
    } else {
      document.documentElement.dataset["theme"] = theme;
    }
    keepSetting("theme", theme === "system" ? undefined : theme);
    show();
  });
  show();
}
