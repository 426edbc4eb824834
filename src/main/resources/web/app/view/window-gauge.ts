import { answered } from "../conversations.ts";
import { byId, element } from "../dom.ts";
import type { ModelList, OfferedModel } from "../model-settings.ts";
import type { Usage } from "../protocol.ts";
import { locale, say, sayCount } from "../words.ts";
import { opensCard } from "./card.ts";
import { figures, note, remarks, sums } from "./usage-card.ts";

const SVG = "http://www.w3.org/2000/svg";
/** The length of the ring, as its path counts it. */
const ROUND = 100;
/** From here on (per cent) the ring warns. */
const NEARLY_FULL = 80;

type ConversationUsage = Usage & { messages: number; partly?: boolean };

/** A ring in the composer: how full the model's window was after the last answer; opens what the conversation has cost. */
export class WindowGauge {
  readonly #models: ModelList;
  readonly #button = element("button", { type: "button", id: "window", class: "icon-button gauge", hidden: true });
  readonly #arc = circle("gauge-arc");
  #conversation = "";
  #words = "";
  #tokens = "";

  constructor(models: ModelList) {
    this.#models = models;
    const ring = document.createElementNS(SVG, "svg");
    ring.setAttribute("viewBox", "0 0 36 36");
    ring.setAttribute("aria-hidden", "true");
    ring.append(circle("gauge-ring"), this.#arc);
    this.#button.append(ring);
    opensCard(this.#button, say("model.conversation"), () => this.#content());
    byId("composer-stop", HTMLElement).before(this.#button);
  }

  /** @param usage of the last answer; undefined where there is none to tell of */
  show(conversation: string, usage: Usage | undefined): void {
    const window = usage && this.#modelOf(usage)?.contextTokens;
    this.#button.hidden = !usage?.contextTokens || !window;
    if (!usage?.contextTokens || !window) {
      return;
    }
    const percent = Math.min(100, Math.ceil((usage.contextTokens / window) * 100));
    this.#conversation = conversation;
    this.#words = say("model.window", { percent: percent.toLocaleString(locale) });
    this.#tokens = say("model.windowOf", { used: usage.contextTokens, window });
    this.#arc.setAttribute("stroke-dasharray", `${percent} ${ROUND}`);
    this.#button.classList.toggle("nearly-full", percent >= NEARLY_FULL);
    this.#button.setAttribute("aria-label", this.#words);
    this.#button.title = this.#words;
  }

  /** A model may name itself with a date behind its id. */
  #modelOf({ model }: Usage): OfferedModel | undefined {
    return this.#models.items
      .filter(({ id }) => model === id || model?.startsWith(`${id}-2`))
      .toSorted((one, other) => other.id.length - one.id.length)[0];
  }

  #content(): HTMLElement[] {
    const sum = element("div", { class: "card-part", role: "status" });
    void this.#load(sum);
    return [element("p", {}, this.#words), note(this.#tokens), sum];
  }

  async #load(place: HTMLElement): Promise<void> {
    try {
      const response = await answered(fetch(`/api/conversations/${this.#conversation}/usage`));
      const usage = (await response.json()) as ConversationUsage;
      place.append(
        figures([[say("model.conversation"), sayCount("model.answers", usage.messages)], ...sums(usage)]),
        ...remarks(usage),
        ...(usage.partly && usage.cost !== undefined ? [note(say("model.partly"))] : []),
      );
    } catch {
      place.append(note(say("model.notLoaded")));
    }
  }
}

function circle(name: string): SVGCircleElement {
  const made = document.createElementNS(SVG, "circle");
  made.setAttribute("class", name);
  made.setAttribute("cx", "18");
  made.setAttribute("cy", "18");
  made.setAttribute("r", "14");
  made.setAttribute("pathLength", String(ROUND));
  return made;
}
