import { orNothing } from "../../loading.ts";

type Cleaning = [typeof import("./clean-copy.ts"), typeof import("./selected.ts"), typeof import("./plain-text.ts")];

let cleaning: Cleaning | undefined;

/** What is copied from answers is their text, as rich text and as plain text, without the buttons and boxes of the page. */
export function copyCleanly(thread: HTMLElement): void {
  // A copy cannot wait: what it takes is fetched as soon as something is selected.
  document.addEventListener("selectionchange", () => void prepare(thread));
  thread.addEventListener("copy", (event) => copy(event, thread));
}

async function prepare(thread: HTMLElement): Promise<void> {
  const selection = document.getSelection();
  if (!cleaning && selection && !selection.isCollapsed && thread.contains(selection.anchorNode)) {
    cleaning = await orNothing(
      Promise.all([import("./clean-copy.ts"), import("./selected.ts"), import("./plain-text.ts")]),
    );
  }
}

function copy(event: ClipboardEvent, thread: HTMLElement): void {
  const selection = document.getSelection();
  const field = event.target instanceof Element && event.target.closest("input, textarea");
  if (!cleaning || !selection?.rangeCount || selection.isCollapsed || field || !event.clipboardData) {
    return;
  }
  const [{ cleanCopy }, { selectedIn }, { plainText }] = cleaning;
  const content = cleanCopy(selectedIn(thread, selection.getRangeAt(0)));
  content.querySelectorAll("code").forEach((code) => delete code.dataset["language"]);
  event.clipboardData.setData("text/html", content.getHTML());
  event.clipboardData.setData("text/plain", plainText(content));
  event.preventDefault();
}
