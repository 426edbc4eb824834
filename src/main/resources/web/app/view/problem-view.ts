import { element } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Problem } from "../protocol.ts";

const UNKNOWN: Problem = { code: "internal", text: "The answer could not be made.", retryable: true };

/** Says why an answer failed; what only a technician wants to know is folded away. */
export function problemView(problem: Problem = UNKNOWN, ...actions: Node[]): HTMLElement {
  const body = element("div", { class: "problem-body" }, element("p", {}, problem.text));
  if (actions.length > 0) {
    body.append(element("div", { class: "button-row" }, ...actions));
  }
  const facts = [problem.code, problem.detail, problem.requestId && `request ${problem.requestId}`];
  const lines = facts.filter((fact) => fact).map((fact) => element("code", {}, fact));
  body.append(element("details", {}, element("summary", {}, "Details"), ...lines));
  return element("div", { class: "problem" }, icon("error"), body);
}
