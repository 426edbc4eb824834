import { element } from "../dom.ts";
import { say } from "../words.ts";
import { iconButton } from "./icon-button.ts";

/** Shows a picture over the page, as large as it goes. */
export function showLarge({ src, alt }: HTMLImageElement): void {
  const large = element("img", { src, alt });
  const close = iconButton("close", say("page.close"), () => dialog.close());
  const dialog = element("dialog", { class: "lightbox", "aria-label": alt || say("element.picture") }, large, close);
  dialog.addEventListener("click", ({ target }) => target !== large && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
