import { icon } from "../../icons.ts";
import { whenLoaded } from "../../loading.ts";
import { say } from "../../words.ts";
import { type MenuEntry, opensMenu } from "../../view/menu.ts";
import { copyText } from "../code/clipboard.ts";

/** The button over a table of an answer: copies it, or gives it as a file. */
export function tableMenu(table: HTMLTableElement): HTMLButtonElement {
  const button = document.createElement("button");
  const name = say("element.tableMenu");
  button.type = "button";
  button.className = "table-menu";
  button.title = name;
  button.setAttribute("aria-label", name);
  button.append(icon("more"));
  return opensMenu(button, () => entries(table));
}

function entries(table: HTMLTableElement): MenuEntry[] {
  return [
    { icon: "copy", label: say("element.copyCells"), act: () => void copy(table, "cells") },
    { icon: "copy", label: say("element.copyMarkdown"), act: () => void copy(table, "markdown") },
    { icon: "download", label: say("element.csv"), act: () => void save(table) },
  ];
}

function copy(table: HTMLTableElement, as: "cells" | "markdown"): Promise<void> {
  return whenLoaded(import("./table-copy.ts"), ({ markdownOf, cellsOf }) =>
    copyText(as === "cells" ? cellsOf(table) : markdownOf(table)),
  );
}

function save(table: HTMLTableElement): Promise<void> {
  return whenLoaded(import("./table-copy.ts"), ({ saveCsv }) => saveCsv(table));
}
