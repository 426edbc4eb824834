import { byId, element } from "../dom.ts";
import type { Handler } from "../handlers.ts";
import { CHANGE_WANTED, HANDLER_PICKED, want } from "../intents.ts";
import { avatarOf } from "./avatar.ts";
import { say } from "../words.ts";

/** What an empty conversation shows: a greeting, who may be asked, and a few ways to begin. */
export class Welcome {
  readonly #welcome = byId("welcome", HTMLElement);
  readonly #starters = byId("starters", HTMLElement);
  readonly #description = byId("handler-description", HTMLElement);
  readonly #choices = new Map<string, HTMLInputElement>();

  constructor(offered: readonly Handler[]) {
    byId("greeting", HTMLElement).textContent = greeting(new Date().getHours());
    const list = byId("handlers", HTMLElement);
    list.hidden = offered.length < 2;
    list.append(...offered.map((handler) => this.#choice(handler)));
  }

  set shown(shown: boolean) {
    this.#welcome.hidden = !shown;
  }

  /** Who is to answer. */
  set handler(handler: Handler) {
    const choice = this.#choices.get(handler.name);
    if (choice) {
      choice.checked = true;
    }
    this.#description.textContent = handler.description ?? "";
    this.#description.hidden = !handler.description;
    this.#starters.replaceChildren(...handler.starters.map(({ label, message }) => starter(label, message)));
  }

  #choice(handler: Handler): HTMLElement {
    const input = element("input", { type: "radio", name: "handler", value: handler.name });
    input.addEventListener("change", () => want(input, HANDLER_PICKED, handler.name));
    this.#choices.set(handler.name, input);
    return element("label", { class: "handler" }, input, avatarOf(handler), handler.title);
  }
}

function starter(label: string, message: string): HTMLElement {
  const button = element(
    "button",
    { type: "button", class: "starter" },
    element("strong", {}, label),
    element("span", {}, message),
  );
  button.addEventListener("click", () => want(button, CHANGE_WANTED, { type: "send", text: message }));
  return button;
}

function greeting(hour: number): string {
  if (hour < 5) {
    return say("page.greetingNight");
  }
  if (hour < 12) {
    return say("page.greetingMorning");
  }
  return hour < 18 ? say("page.greetingAfternoon") : say("page.greetingEvening");
}
