import { type KeptFile, keepAttached, readAttached } from "../attached-files.ts";
import { byId } from "../dom.ts";
import { fileFilter, type Handler, takes } from "../handlers.ts";
import { AttachmentChip, type ChipListener } from "./attachment-chip.ts";
import { say } from "../words.ts";

/** As many as the server takes with one message. */
const MOST = 20;

export interface AttachmentsListener {
  /** Files came, went, or have arrived. */
  attached(): void;
  note(text: string): void;
}

/** The files of the message that is being written: picked, pasted or dropped, sent to the server at once. */
export class Attachments implements ChipListener {
  readonly #listener: AttachmentsListener;
  readonly #list = byId("composer-attached", HTMLUListElement);
  readonly #input = byId("composer-files", HTMLInputElement);
  readonly #button = byId("composer-attach", HTMLButtonElement);
  readonly #largest: number;
  /** What was sent, in case that it comes back. */
  readonly #sent = new Map<string, KeptFile>();
  #handler: Handler | undefined;
  #chips: AttachmentChip[] = [];
  #draft = "";
  #conversation = "";

  constructor(listener: AttachmentsListener, largest: number) {
    this.#listener = listener;
    this.#largest = largest;
    this.#button.addEventListener("click", () => this.#input.click());
    this.#input.addEventListener("change", () => {
      this.add([...(this.#input.files ?? [])]);
      this.#input.value = "";
    });
    this.#takeDrops();
  }

  /** Whose files these are to be. */
  set handler(handler: Handler) {
    this.#handler = handler;
    this.#input.accept = fileFilter(handler);
    this.#button.hidden = handler.accepts.length === 0;
  }

  get empty(): boolean {
    return this.#chips.length === 0;
  }

  /** Why the message cannot be sent yet; empty when it can. */
  get obstacle(): string {
    if (this.#chips.some(({ uploading }) => uploading)) {
      return say("composer.stillUploading");
    }
    return this.#chips.some(({ failure }) => failure !== "") ? say("composer.uploadFailed") : "";
  }

  /** Turns to another message's files. */
  open(draft: string, conversation: string): void {
    this.#clear();
    this.#draft = draft;
    this.#conversation = conversation;
    const kept = readAttached(draft);
    this.restore(kept?.conversation === conversation ? kept.files : []);
  }

  add(files: readonly File[]): void {
    const room = MOST - this.#chips.length;
    const taken = files.filter((file) => !this.#handler || takes(this.#handler, file));
    for (const file of taken.slice(0, room)) {
      this.#show(AttachmentChip.upload(this.#conversation, file, this.#largest, this));
    }
    this.changed();
    const refused = files.find((file) => !taken.includes(file));
    if (refused && this.#handler) {
      this.#listener.note(refusal(refused, this.#handler));
    } else if (taken.length > room) {
      this.#listener.note(say("composer.tooManyFiles", { count: MOST }));
    }
  }

  /** Takes what is attached away, to be sent. */
  take(): KeptFile[] {
    const files = this.#chips.flatMap(({ kept }) => (kept ? [kept] : []));
    files.forEach((file) => this.#sent.set(file.file, file));
    this.#clear();
    this.changed();
    return files;
  }

  /** Puts back what could not be sent. */
  giveBack(files: readonly string[]): void {
    this.restore(
      files.map((file) => this.#sent.get(file) ?? { file, name: say("composer.attachedFile"), mediaType: "", size: 0 }),
    );
  }

  restore(files: readonly KeptFile[]): void {
    files.forEach((file) => this.#show(AttachmentChip.of(this.#conversation, file, this)));
    this.changed();
  }

  changed(): void {
    this.#list.hidden = this.empty;
    if (this.#draft !== "") {
      const files = this.#chips.flatMap(({ kept }) => (kept ? [kept] : []));
      keepAttached(this.#draft, { conversation: this.#conversation, files });
    }
    this.#listener.attached();
  }

  removed(chip: AttachmentChip): void {
    const place = this.#chips.indexOf(chip);
    chip.close();
    chip.node.remove();
    this.#chips = this.#chips.filter((other) => other !== chip);
    this.changed();
    const next = this.#chips[Math.min(place, this.#chips.length - 1)];
    (next?.node.querySelector<HTMLElement>("button:last-child") ?? this.#button).focus();
  }

  #show(chip: AttachmentChip): void {
    this.#chips.push(chip);
    this.#list.append(chip.node);
  }

  #clear(): void {
    this.#chips.forEach((chip) => chip.close());
    this.#chips = [];
    this.#list.replaceChildren();
  }

  /** Anywhere on the page: a file that misses its place would otherwise be opened instead of the page. */
  #takeDrops(): void {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        document.body.classList.add("dropping");
      }
    };
    const away = (): void => document.body.classList.remove("dropping");
    document.addEventListener("dragenter", over);
    document.addEventListener("dragover", over);
    document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && away());
    document.addEventListener("drop", (event) => {
      away();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) {
        event.preventDefault();
        this.add(files);
      }
    });
  }
}

function refusal({ name }: File, { title, accepts }: Handler): string {
  return accepts.length === 0
    ? say("composer.takesNoFiles", { handler: title })
    : say("composer.takesOther", { name, handler: title, types: accepts.join(", ") });
}

/** The files that a paste brings; none where it brings text, of which they are only another form. */
export function pastedFiles(clipboard: DataTransfer | null): File[] {
  return clipboard && !clipboard.types.includes("text/plain") ? [...clipboard.files] : [];
}
