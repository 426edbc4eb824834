import { element } from "../../../dom.ts";

/** The button that sends a form. */
export function primaryButton(label: string): HTMLButtonElement {
  return element("button", { type: "submit", class: "button primary" }, label);
}
