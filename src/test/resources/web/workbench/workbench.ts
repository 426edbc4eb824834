import "../app/css/tokens.css";
import "../app/css/base.css";
import "../app/markdown/markdown.css";
import "../app/markdown/tables.css";
import "../app/markdown/code.css";
import { MarkdownView } from "../app/markdown/markdown-view.ts";
import { conforms } from "./conformance.ts";
import { flashes } from "./flashes.ts";
import { intruders } from "./intruders.ts";
import { places } from "./places.ts";
import { differencesOfRandomTexts } from "./random-texts.ts";
import { differencesBySplit } from "./splits.ts";
import { timeToShow } from "./timing.ts";
import { touchedWhenFinished } from "./touched.ts";

/** What the browser tests of the renderer work with, on a page that has nothing else. */
export const workbench = {
  MarkdownView,
  conforms,
  differencesBySplit,
  differencesOfRandomTexts,
  flashes,
  intruders,
  places,
  timeToShow,
  touchedWhenFinished,
};

Object.assign(globalThis, { workbench });
