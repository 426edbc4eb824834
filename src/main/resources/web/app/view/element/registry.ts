import type { Message, MessageElement } from "../../protocol.ts";
import { duration } from "../duration.ts";
import { CalloutElement } from "./callout-element.ts";
import { ChartElement } from "./chart-element.ts";
import { CitationsElement } from "./citations-element.ts";
import { CodeElement } from "./code-element.ts";
import { DisclosureElement } from "./disclosure-element.ts";
import type { ElementView } from "./element-view.ts";
import { FileElement } from "./file-element.ts";
import { HtmlElement } from "./html-element.ts";
import { ImageElement } from "./image-element.ts";
import { JsonElement } from "./json-element.ts";
import { LatexElement } from "./latex-element.ts";
import { MarkdownElement } from "./markdown-element.ts";
import { MediaElement } from "./media-element.ts";
import { MetricElement } from "./metric-element.ts";
import { PlainElement } from "./plain-element.ts";
import { ProgressElement } from "./progress-element.ts";
import { QuestionElement } from "./question/question-element.ts";
import { StatusElement } from "./status-element.ts";
import { TableElement } from "./table-element.ts";
import { ToolElement } from "./tool-element.ts";

/** A view for an element; undefined for a kind that this page does not know. */
export function viewOf(content: MessageElement, role: Message["role"]): ElementView | undefined {
  if (content.withdrawn) {
    return new DisclosureElement("withdrawn", () => "This answer was withdrawn");
  }
  switch (content.kind) {
    case "markdown":
      return role === "user" ? new PlainElement() : new MarkdownElement();
    case "thinking":
      return new DisclosureElement("thinking", ({ startedAt, endedAt }) =>
        endedAt === undefined ? "Thinking…" : `Thought for ${duration(endedAt - startedAt)}`,
      );
    case "callout":
      return new CalloutElement();
    case "code":
      return new CodeElement();
    case "tool":
      return new ToolElement();
    case "status":
      return new StatusElement(role);
    case "chart":
      return new ChartElement();
    case "table":
      return new TableElement();
    case "metric":
      return new MetricElement();
    case "json":
      return new JsonElement();
    case "image":
      return new ImageElement();
    case "audio":
    case "video":
      return new MediaElement(content.kind);
    case "file":
      return new FileElement();
    case "progress":
      return new ProgressElement();
    case "latex":
      return new LatexElement();
    case "html":
      return new HtmlElement();
    case "citations":
      return new CitationsElement();
    case "question":
      return new QuestionElement();
    default:
      return undefined;
  }
}
