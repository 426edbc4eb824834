import { element } from "../dom.ts";
import { CHANGE_WANTED, want } from "../intents.ts";
import type { Message } from "../protocol.ts";
import { iconButton } from "./icon-button.ts";
import { say } from "../words.ts";

/** Steps through the versions of a message that stand beside each other. */
export function versionPager(message: Message, idle: boolean): HTMLElement {
  const place = message.siblings.indexOf(message.id);
  const pager = element("div", {
    class: "branches",
    role: "group",
    "aria-label": say("message.version", { number: place + 1, count: message.siblings.length }),
  });
  const step = (by: number, name: "left" | "right", label: string): HTMLButtonElement => {
    const target = message.siblings[place + by];
    const button = iconButton(name, label, () => {
      if (target !== undefined) {
        want(pager, CHANGE_WANTED, { type: "chooseBranch", message: target });
      }
    });
    button.disabled = target === undefined || !idle;
    return button;
  };
  pager.append(
    step(-1, "left", say("message.earlierVersion")),
    element("span", {}, `${place + 1} / ${message.siblings.length}`),
    step(1, "right", say("message.laterVersion")),
  );
  return pager;
}
