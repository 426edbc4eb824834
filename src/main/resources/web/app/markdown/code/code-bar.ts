import { icon, type IconName } from "../../icons.ts";
import { copyText } from "./clipboard.ts";
import { say } from "../../words.ts";

const NOTICE_TIME = 2_000;

/** The line above a code block: its language, and what can be done with it. */
export class CodeBar {
  readonly element = document.createElement("div");
  readonly #code: HTMLElement;

  constructor(language: string, code: HTMLElement) {
    this.#code = code;
    this.element.className = "code-bar";
    const name = document.createElement("span");
    name.className = "code-language";
    name.textContent = language;
    this.element.append(name, this.#wrapButton(), this.#copyButton());
  }

  #wrapButton(): HTMLButtonElement {
    const button = createButton("wrap", say("element.wrap"));
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const wraps = this.#code.classList.toggle("wraps");
      button.setAttribute("aria-pressed", String(wraps));
    });
    return button;
  }

  #copyButton(): HTMLButtonElement {
    const button = createButton("copy", say("element.copyCode"));
    button.addEventListener("click", async () => {
      const copied = await copyText(this.#code.textContent.replace(/\n$/, ""));
      label(button, copied ? "check" : "copy", copied ? say("page.copied") : say("element.copyFailed"));
      setTimeout(() => label(button, "copy", say("element.copyCode")), NOTICE_TIME);
    });
    return button;
  }
}

function createButton(image: IconName, name: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  label(button, image, name);
  return button;
}

function label(button: HTMLButtonElement, image: IconName, name: string): void {
  button.title = name;
  button.setAttribute("aria-label", name);
  button.replaceChildren(icon(image));
}
