import { element } from "../../dom.ts";

/** Keys that are pressed together, each as it stands on the keyboard. */
export function keyboardKeys(names: readonly string[]): HTMLElement {
  return element("span", { class: "keys" }, ...names.map((name) => element("kbd", {}, name)));
}
