import { byId, element } from "../dom.ts";
import { CHANGE_WANTED, want } from "../intents.ts";

interface Starter {
  title: string;
  text: string;
}

const STARTERS: readonly Starter[] = [
  { title: "Explain something", text: "How does a suspension bridge carry its load?" },
  { title: "Plan a weekend", text: "Plan a calm weekend in Lisbon for two, with one museum and good coffee" },
  { title: "Weigh a decision", text: "Help me decide between renting and buying a flat: ask what you need to know" },
  { title: "Write some code", text: "Write a Java method that merges two sorted lists, with a test" },
];

/** The simulator answers by key words. */
const SCRIPTED_STARTERS: readonly Starter[] = [
  { title: "Formatted text", text: "/markdown" },
  { title: "Thinking first", text: "/thinking" },
  { title: "A long answer", text: "/long 2000" },
  { title: "A busy service", text: "/429 3 once" },
];

/** What an empty conversation shows: a greeting and a few ways to begin. */
export class Welcome {
  readonly #welcome = byId("welcome", HTMLElement);

  constructor(scripted: boolean) {
    const starters = byId("starters", HTMLElement);
    for (const { title, text } of scripted ? SCRIPTED_STARTERS : STARTERS) {
      const button = element(
        "button",
        { type: "button", class: "starter" },
        element("strong", {}, title),
        element("span", {}, text),
      );
      button.addEventListener("click", () => want(button, CHANGE_WANTED, { type: "send", text }));
      starters.append(button);
    }
    byId("greeting", HTMLElement).textContent = greeting(new Date().getHours());
  }

  set shown(shown: boolean) {
    this.#welcome.hidden = !shown;
  }
}

function greeting(hour: number): string {
  if (hour < 5) {
    return "Still up? What is on your mind?";
  }
  if (hour < 12) {
    return "Good morning. What is on your mind?";
  }
  return hour < 18 ? "Good afternoon. What is on your mind?" : "Good evening. What is on your mind?";
}
