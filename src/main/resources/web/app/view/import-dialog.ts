import { byId, element } from "../dom.ts";
import { PLACE_PICKED, want } from "../intents.ts";
import { FileFailure } from "../file-request.ts";
import { importFile, type ImportResult } from "../transfer.ts";
import { textButton } from "./icon-button.ts";
import { say, sayCount } from "../words.ts";

/** Reasons are listed one by one up to so many. */
const MOST_LISTED = 100;

/** Reads a file of conversations, and says what has become of them. */
export class ImportDialog {
  readonly #dialog = byId("import", HTMLDialogElement);
  readonly #file = byId("import-file", HTMLInputElement);
  readonly #heading = element("h2", { id: "import-heading" });
  readonly #body = element("div", { class: "dialog-body", role: "status" });
  readonly #buttons = element("div", { class: "button-row" });
  #request = new AbortController();

  constructor() {
    this.#dialog.append(this.#heading, this.#body, this.#buttons);
    this.#file.addEventListener("change", () => {
      const file = this.#file.files?.[0];
      if (file) {
        void this.#import(file);
      }
      // So that the same file can be chosen again.
      this.#file.value = "";
    });
    this.#dialog.addEventListener("close", () => this.#request.abort());
  }

  choose(): void {
    this.#file.click();
  }

  async #import(file: File): Promise<void> {
    this.#request = new AbortController();
    const { signal } = this.#request;
    const bar = element("progress", { max: 1, value: 0, "aria-label": say("sidebar.sent") });
    const words = element("p", {}, say("sidebar.sendingFile"));
    this.#show(
      say("sidebar.importing", { name: file.name }),
      [words, bar],
      [textButton(say("page.cancel"), () => this.#dialog.close())],
    );
    try {
      const result = await importFile(
        file,
        (sent) => {
          bar.value = sent;
          if (sent >= 1) {
            words.textContent = say("sidebar.readingFile");
            bar.removeAttribute("value");
          }
        },
        signal,
      );
      this.#showResult(result);
    } catch (failure) {
      this.#showFailure(failure instanceof FileFailure ? failure.message : say("sidebar.pageFailed"));
    }
  }

  #showResult({ imported, conversations, skipped }: ImportResult): void {
    const [first] = conversations;
    const done = textButton(say("page.done"), () => this.#dialog.close());
    const open = textButton(say("sidebar.openIt"), () => {
      this.#dialog.close();
      want(this.#dialog, PLACE_PICKED, first === undefined ? null : { conversation: first });
    });
    this.#show(
      sayCount("sidebar.imported", imported),
      skipped.length === 0 ? [] : skippedList(skipped),
      conversations.length === 1 ? [open, done] : [done],
    );
  }

  #showFailure(reason: string): void {
    const again = textButton(say("sidebar.chooseFile"), () => {
      this.#dialog.close();
      this.choose();
    });
    const close = textButton(say("page.close"), () => this.#dialog.close());
    this.#show(say("sidebar.importFailed"), [element("p", {}, reason)], [close, again]);
  }

  #show(heading: string, body: readonly Node[], buttons: readonly HTMLButtonElement[]): void {
    this.#heading.textContent = heading;
    this.#body.replaceChildren(...body);
    this.#buttons.replaceChildren(...buttons);
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    buttons.at(-1)?.focus();
  }
}

function skippedList(skipped: ImportResult["skipped"]): Node[] {
  const rows = skipped
    .slice(0, MOST_LISTED)
    .map(({ title, reason }) =>
      element("li", {}, element("strong", {}, title || say("sidebar.untitled")), element("span", {}, reason)),
    );
  const more = skipped.length - rows.length;
  const words = sayCount("sidebar.leftOut", skipped.length);
  return [
    element("p", {}, words),
    element("ul", { class: "skipped", tabindex: 0, "aria-label": say("sidebar.leftOut") }, ...rows),
    ...(more > 0 ? [element("p", {}, say("sidebar.andMore", { count: more }))] : []),
  ];
}
