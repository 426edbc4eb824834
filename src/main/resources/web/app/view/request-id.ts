import { element } from "../dom.ts";
import { copyButton } from "./copy-button.ts";
import { say } from "../words.ts";

/** The id under which a log has what went wrong, to be handed on to whoever reads that log. */
export function requestId(id: string): HTMLElement {
  return element(
    "span",
    { class: "request-id" },
    element("code", {}, say("message.request", { id })),
    copyButton(() => id),
  );
}
