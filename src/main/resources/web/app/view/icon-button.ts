import { element } from "../dom.ts";
import { icon, type IconName } from "../icons.ts";

/** A button that shows an icon only: its label is read out and shown as a tooltip. */
export function iconButton(name: IconName, label: string, act: () => void): HTMLButtonElement {
  const button = element("button", { type: "button", class: "icon-button", "aria-label": label, title: label });
  button.append(icon(name));
  button.addEventListener("click", act);
  return button;
}

/** A button with words, and an icon before them where it helps. */
export function textButton(label: string, act: () => void, name?: IconName): HTMLButtonElement {
  const button = element("button", { type: "button", class: "button" }, name && icon(name), label);
  button.addEventListener("click", act);
  return button;
}
