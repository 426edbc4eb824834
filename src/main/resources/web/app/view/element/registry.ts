import { serverNow } from "../../clock.ts";
import { as } from "../../element-content.ts";
import type { Message, MessageElement } from "../../protocol.ts";
import { duration } from "../duration.ts";
import { CalloutElement } from "./callout-element.ts";
import { DisclosureElement } from "./disclosure-element.ts";
import type { ElementView } from "./element-view.ts";
import { FileElement } from "./file-element.ts";
import { ImageElement } from "./image-element.ts";
import { LazyElement } from "./lazy-element.ts";
import { markdownText } from "./markdown-text.ts";
import { PlainElement } from "./plain-element.ts";
import { StatusElement } from "./status-element.ts";
import { styleSheet } from "../../style-sheet.ts";
import { say, sayCount } from "../../words.ts";

/** A view for an element; what only few conversations have is fetched when it is needed. Undefined for a kind that this page does not know. */
export function viewOf(content: MessageElement, role: Message["role"]): ElementView | undefined {
  if (content.withdrawn) {
    return new DisclosureElement("withdrawn", () => say("element.withdrawn"));
  }
  switch (content.kind) {
    case "markdown":
      return role === "user" ? new PlainElement() : markdownText();
    case "thinking":
      return new DisclosureElement("thinking", ({ startedAt, endedAt }) =>
        endedAt === undefined
          ? say("element.thinkingFor", { duration: duration(serverNow() - startedAt) })
          : say("element.thought", { duration: duration(endedAt - startedAt) }),
      );
    case "summary":
      return new DisclosureElement("summary", summaryLabel);
    case "callout":
      return new CalloutElement();
    case "code":
      return new LazyElement(async () => new (await import("./text-elements.ts")).CodeElement());
    case "tool":
      return new LazyElement(async () => new (await import("./text-elements.ts")).ToolElement());
    case "status":
      return new StatusElement(role);
    case "chart":
      return new LazyElement(async () => new (await styled(import("./chart-element.ts"))).ChartElement());
    case "table":
      return new LazyElement(async () => new (await styled(import("./table-element.ts"))).TableElement());
    case "metric":
      return new LazyElement(async () => new (await import("./metric-element.ts")).MetricElement(), "metric");
    case "json":
      return new LazyElement(async () => new (await import("./json-element.ts")).JsonElement());
    case "image":
      return new ImageElement();
    case "audio":
    case "video": {
      const { kind } = content;
      return new LazyElement(async () => new (await import("./media-element.ts")).MediaElement(kind));
    }
    case "file":
      return new FileElement();
    case "progress":
      return new LazyElement(async () => new (await import("./progress-element.ts")).ProgressElement());
    case "latex":
      return new LazyElement(async () => new (await import("./latex-element.ts")).LatexElement());
    case "html":
      return new LazyElement(async () => new (await import("./html-element.ts")).HtmlElement());
    case "citations":
      return new LazyElement(async () => new (await import("./citations-element.ts")).CitationsElement());
    case "question":
      return new LazyElement(
        async () => new (await styled(import("./question/question-element.ts"))).QuestionElement(),
      );
    default:
      return undefined;
  }
}

function summaryLabel(content: MessageElement): string {
  const { messages = 0, upTo } = as(content, "summary") ?? {};
  if (upTo !== undefined) {
    return sayCount("element.summed", messages);
  }
  return content.endedAt === undefined ? sayCount("element.summing", messages) : say("element.notSummed");
}

/** A view whose style comes with it. */
async function styled<T>(view: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([view, styleSheet("tools")]);
  return loaded;
}
