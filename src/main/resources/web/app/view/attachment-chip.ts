import type { KeptFile } from "../attached-files.ts";
import { element } from "../dom.ts";
import { FileFailure, sendFile } from "../file-request.ts";
import { icon } from "../icons.ts";
import { fileAddress } from "./element/file-address.ts";
import { fileSize } from "./element/file-element.ts";
import { iconButton } from "./icon-button.ts";
import { say } from "../words.ts";

/** What a browser shows in a picture's place; anything else gets a sign. */
const PICTURES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);
const UNKNOWN_TYPE = "application/octet-stream";

export interface ChipListener {
  changed(): void;
  removed(chip: AttachmentChip): void;
}

/** One attached file: on its way, there, or not to be had. */
export class AttachmentChip {
  readonly node = element("li", { class: "chip" });
  readonly name: string;
  /** Why it cannot be sent. */
  failure = "";
  kept: KeptFile | undefined;

  readonly #conversation: string;
  readonly #listener: ChipListener;
  readonly #facts = element("span", { class: "chip-facts" });
  readonly #bar = element("progress", { class: "chip-progress", max: 1 });
  readonly #retry = iconButton("retry", say("page.tryAgain"), () => this.#upload());
  readonly #file: File | undefined;
  #picture = "";
  #request = new AbortController();

  private constructor(conversation: string, file: File | KeptFile, listener: ChipListener) {
    this.#conversation = conversation;
    this.#listener = listener;
    this.#file = file instanceof File ? file : undefined;
    this.name = file.name;
    const type = file instanceof File ? file.type : file.mediaType;
    if (PICTURES.has(type)) {
      this.#picture = file instanceof File ? URL.createObjectURL(file) : fileAddress(conversation, file.file);
    }
    const sign = this.#picture
      ? element("img", { class: "chip-picture", src: this.#picture, alt: "", decoding: "async" })
      : element("span", { class: "chip-picture" }, icon("file"));
    const words = element(
      "span",
      { class: "chip-words" },
      element("span", { class: "chip-name", title: this.name }, this.name),
      this.#facts,
      this.#bar,
    );
    this.#bar.setAttribute("aria-label", say("composer.uploading", { name: this.name }));
    const remove = iconButton("close", say("composer.removeFile", { name: this.name }), () =>
      this.#listener.removed(this),
    );
    this.node.append(sign, words, this.#retry, remove);
  }

  /** Sends a file on its way. */
  static upload(conversation: string, file: File, largest: number, listener: ChipListener): AttachmentChip {
    const chip = new AttachmentChip(conversation, file, listener);
    if (file.size > largest) {
      chip.#fail(say("composer.largerThan", { size: fileSize(largest) }), false);
    } else {
      chip.#upload();
    }
    return chip;
  }

  /** A file that is there already. */
  static of(conversation: string, kept: KeptFile, listener: ChipListener): AttachmentChip {
    const chip = new AttachmentChip(conversation, kept, listener);
    chip.#keep(kept);
    return chip;
  }

  get uploading(): boolean {
    return this.kept === undefined && this.failure === "";
  }

  /** Lets go of it. */
  close(): void {
    this.#request.abort();
    if (this.#file && this.#picture) {
      URL.revokeObjectURL(this.#picture);
    }
  }

  #upload(): void {
    const file = this.#file;
    if (!file) {
      return;
    }
    this.failure = "";
    this.#request = new AbortController();
    this.#show(fileSize(file.size), "uploading");
    this.#bar.value = 0;
    const address = `/api/conversations/${encodeURIComponent(this.#conversation)}/files?name=${encodeURIComponent(file.name)}`;
    sendFile(address, file.type || UNKNOWN_TYPE, file, (sent) => (this.#bar.value = sent), this.#request.signal).then(
      (answer) => {
        this.#keep(answer as KeptFile);
        this.#listener.changed();
      },
      (reason: unknown) => {
        this.#fail(reason instanceof FileFailure ? reason.message : say("composer.notUploaded"), true);
        this.#listener.changed();
      },
    );
  }

  #keep(kept: KeptFile): void {
    this.kept = kept;
    this.#show(fileSize(kept.size), "kept");
  }

  #fail(reason: string, again: boolean): void {
    this.failure = reason;
    this.#show(reason, "failed");
    this.#retry.hidden = !again;
  }

  #show(facts: string, state: "uploading" | "kept" | "failed"): void {
    this.node.dataset["state"] = state;
    this.#facts.textContent = facts;
    this.#bar.hidden = state !== "uploading";
    this.#retry.hidden = state !== "failed";
  }
}
