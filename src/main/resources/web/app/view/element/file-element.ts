import { element } from "../../dom.ts";
import type { Contents } from "../../element-content.ts";
import { icon } from "../../icons.ts";
import { SingleView, type Surroundings } from "./element-view.ts";
import { locale, say } from "../../words.ts";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
const STEP = 1000;

/** A file to take home. */
export class FileElement extends SingleView<Contents["file"]> {
  readonly node = element("a", { class: "file" });
  #name = "";

  get text(): string {
    return this.#name;
  }

  protected override draw({ file, name, mediaType, size }: Contents["file"], around: Surroundings): void {
    if (this.#name === name && this.node.hasChildNodes()) {
      return;
    }
    this.#name = name;
    this.node.href = around.fileAddress(file);
    this.node.download = name;
    const facts = [fileSize(size), mediaType].filter((fact) => fact !== "").join(" · ");
    const words = element(
      "span",
      { class: "file-words" },
      element("span", { class: "file-name" }, name),
      element("span", { class: "file-facts" }, facts),
    );
    this.node.replaceChildren(icon("file"), words, icon("download"));
    this.node.title = say("element.download", { name });
  }
}

/** A number of bytes in words: "1.2 MB". */
export function fileSize(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(STEP)));
  const options = {
    style: "unit",
    unit: UNITS[power] ?? "byte",
    // The short form of bytes has no plural.
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power > 1 ? 1 : 0,
  } as const;
  return (bytes / STEP ** power).toLocaleString(locale, options);
}
