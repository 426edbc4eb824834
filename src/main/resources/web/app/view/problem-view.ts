import { element } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Problem } from "../protocol.ts";
import { failureWords } from "../problem-words.ts";
import { requestId } from "./request-id.ts";
import { say } from "../words.ts";

const UNKNOWN: Problem = { code: "internal", text: "", retryable: true };

/** Says why an answer failed; what only a technician wants to know is folded away. */
export function problemView(problem: Problem = UNKNOWN, ...actions: Node[]): HTMLElement {
  const body = element("div", { class: "problem-body" }, element("p", {}, failureWords(problem)));
  if (actions.length > 0) {
    body.append(element("div", { class: "button-row" }, ...actions));
  }
  const lines: Node[] = [problem.code, problem.detail].filter((fact) => fact).map((fact) => element("code", {}, fact));
  if (problem.requestId) {
    lines.push(requestId(problem.requestId));
  }
  body.append(element("details", {}, element("summary", {}, say("page.details")), ...lines));
  return element("div", { class: "problem" }, icon("error"), body);
}
