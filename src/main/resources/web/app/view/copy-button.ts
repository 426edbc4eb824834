import { icon } from "../icons.ts";
import { copyText } from "../markdown/code/clipboard.ts";
import { iconButton } from "./icon-button.ts";
import { say } from "../words.ts";

const CONFIRMED_FOR = 1600;

/** Copies a text and says so for a moment. */
export function copyButton(text: () => string): HTMLButtonElement {
  return confirmingButton(() => copyText(text()));
}

/** @param copy says whether it has worked */
export function confirmingButton(copy: () => Promise<boolean>): HTMLButtonElement {
  const button = iconButton("copy", say("page.copy"), () => {
    void copy().then((copied) => {
      if (!copied) {
        return;
      }
      button.replaceChildren(icon("check"));
      button.setAttribute("aria-label", say("page.copied"));
      setTimeout(() => {
        button.replaceChildren(icon("copy"));
        button.setAttribute("aria-label", say("page.copy"));
      }, CONFIRMED_FOR);
    });
  });
  return button;
}
