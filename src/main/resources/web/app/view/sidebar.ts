import type { Commands } from "../commands.ts";
import { EXPORT_ALL } from "../conversations.ts";
import { byId } from "../dom.ts";
import { PLACE_PICKED, want } from "../intents.ts";
import { whenLoaded } from "../loading.ts";
import { addressedMessage } from "../location.ts";
import type { ConversationSummary } from "../protocol.ts";
import { keepSetting, readSetting } from "../settings.ts";
import { isApple } from "../shortcuts.ts";
import { ConversationList } from "./conversation-list.ts";
import type { RowActions } from "./conversation-row.ts";
import type { ImportDialog } from "./import-dialog.ts";
import { type MenuEntry, opensMenu } from "./menu.ts";
import { SearchPanel } from "./search-panel.ts";
import { say } from "../words.ts";

const NARROW = matchMedia("(max-width: 56rem)");

type Shown = "list" | "archived" | "search";

/** The reader's conversations beside the page, and the way to all of them; a sheet over the page where that is narrow. */
export class Sidebar {
  readonly #sidebar = byId("sidebar", HTMLElement);
  readonly #toggle = byId("sidebar-toggle", HTMLButtonElement);
  readonly #backdrop = byId("sidebar-backdrop", HTMLElement);
  readonly #noneArchived = byId("none-archived", HTMLElement);
  readonly #conversations: ConversationList;
  readonly #archived: ConversationList;
  readonly #search: SearchPanel;
  #import: ImportDialog | undefined;
  readonly #commands: Pick<Commands, "open" | "run">;
  #behindSearch: Shown = "list";
  #open = false;

  constructor(actions: RowActions, commands: Pick<Commands, "open" | "run">) {
    this.#commands = commands;
    this.#conversations = new ConversationList(byId("conversations", HTMLElement), false, actions);
    this.#archived = new ConversationList(byId("archived", HTMLElement), true, actions);
    this.#search = new SearchPanel({
      searching: (active) => this.#view(active ? "search" : this.#behindSearch),
      picked: (link) => this.#pick(link),
      left: () => this.#leave(),
      commanded: (take) => this.#command(take),
    });
    opensMenu(byId("general-menu", HTMLButtonElement), () => this.#menu());
    byId("archive-back", HTMLButtonElement).addEventListener("click", () => this.#closeArchive());
    this.#listenForOpening();
    this.#listenForKeys();
    this.#sidebar.addEventListener("click", (event) => this.#clicked(event));
    this.#view("list");
    this.#settle();
  }

  set current(conversation: string) {
    this.#conversations.current = conversation;
    this.#archived.current = conversation;
  }

  load(): Promise<unknown> {
    return Promise.all([this.#conversations.load(), this.#isShown("archived") && this.#archived.load()]);
  }

  update(items: readonly ConversationSummary[]): void {
    this.#conversations.update(items);
    this.#archived.update(items);
    this.#showNone();
  }

  title(conversation: string): string | undefined {
    return (this.#conversations.find(conversation) ?? this.#archived.find(conversation))?.title;
  }

  #listenForOpening(): void {
    for (const opener of [this.#toggle, byId("sidebar-close", HTMLButtonElement)]) {
      opener.addEventListener("click", () => this.toggle());
    }
    this.#backdrop.addEventListener("click", () => this.#show(false, true));
    NARROW.addEventListener("change", () => this.#settle());
  }

  #listenForKeys(): void {
    byId("search-key", HTMLElement).textContent = isApple() ? "⌘K" : "Ctrl K";
    this.#sidebar.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") {
        this.#leave();
      }
    });
  }

  /** To the field for searching; from there the same key leads on to the commands. */
  search(): void {
    if (document.activeElement?.id === "search") {
      this.#command();
      return;
    }
    this.#show(true, false);
    this.#search.focus();
  }

  /** From the search on to the commands. A sheet over the page has done its work then. */
  #command(take?: () => string): void {
    this.#commands.open(() => {
      const typed = take?.() ?? "";
      if (NARROW.matches) {
        this.#show(false, false);
      }
      return typed;
    });
  }

  toggle(): void {
    this.#show(!this.#open, true);
  }

  /** The conversations that have been loaded, in the list's order. */
  get loaded(): readonly ConversationSummary[] {
    return this.#conversations.loaded;
  }

  #menu(): MenuEntry[] {
    return [
      ...this.entries(),
      "line",
      { icon: "search", label: say("tool.openCommands"), act: () => this.#commands.open() },
      { icon: "info", label: say("tool.shortcuts"), act: () => this.#commands.run("help") },
    ];
  }

  /** What can be done with all conversations. */
  entries(): MenuEntry[] {
    return [
      { icon: "prompt", label: say("tool.openPrompts"), act: () => void openPrompts() },
      { icon: "archive", label: say("sidebar.archived"), act: () => this.#openArchive() },
      "line",
      { icon: "download", label: say("sidebar.exportAll"), download: EXPORT_ALL },
      { icon: "upload", label: say("sidebar.importFile"), act: () => void this.#chooseImport() },
    ];
  }

  #chooseImport(): Promise<void> {
    return whenLoaded(import("./import-dialog.ts"), ({ ImportDialog }) => {
      this.#import ??= new ImportDialog();
      this.#import.choose();
    });
  }

  #openArchive(): void {
    this.#show(true, false);
    this.#behindSearch = "archived";
    this.#noneArchived.hidden = true;
    this.#search.clear();
    byId("archive-back", HTMLButtonElement).focus();
    void this.#archived
      .load()
      .catch(() => undefined)
      .finally(() => this.#showNone());
  }

  #closeArchive(): void {
    this.#behindSearch = "list";
    this.#view("list");
    byId("general-menu", HTMLButtonElement).focus();
  }

  #view(shown: Shown): void {
    this.#sidebar.dataset["view"] = shown;
  }

  #isShown(shown: Shown): boolean {
    return this.#sidebar.dataset["view"] === shown;
  }

  #showNone(): void {
    this.#noneArchived.hidden = !this.#archived.empty;
  }

  #leave(): void {
    if (this.#isShown("archived")) {
      this.#closeArchive();
    } else if (NARROW.matches) {
      this.#show(false, true);
    } else if (document.activeElement?.id === "search") {
      byId("composer-text", HTMLTextAreaElement).focus();
    }
  }

  #clicked(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (
      link &&
      !link.hasAttribute("download") &&
      event.button === 0 &&
      !event.metaKey &&
      !event.ctrlKey &&
      !event.shiftKey
    ) {
      event.preventDefault();
      this.#pick(link);
    }
  }

  #pick(link: HTMLAnchorElement): void {
    const path = link.pathname;
    const words = this.#isShown("search") ? { words: this.#search.words } : {};
    want(
      link,
      PLACE_PICKED,
      path.startsWith("/c/")
        ? { conversation: path.slice("/c/".length), ...addressedMessage(link.hash), ...words }
        : null,
    );
    if (NARROW.matches) {
      this.#show(false, false);
    }
  }

  #settle(): void {
    this.#show(!NARROW.matches && readSetting("sidebar") !== "closed", false);
  }

  #show(open: boolean, byReader: boolean): void {
    this.#open = open;
    document.documentElement.classList.toggle("sidebar-open", open);
    this.#sidebar.inert = !open;
    this.#toggle.setAttribute("aria-expanded", String(open));
    this.#backdrop.hidden = !(open && NARROW.matches);
    if (!byReader) {
      return;
    }
    if (!NARROW.matches) {
      keepSetting("sidebar", open ? undefined : "closed");
    }
    if (open) {
      this.#sidebar.querySelector<HTMLElement>("a")?.focus();
    } else {
      this.#toggle.focus();
    }
  }
}

function openPrompts(): Promise<void> {
  return whenLoaded(import("./prompts/prompt-dialog.ts"), ({ openPromptDialog }) => openPromptDialog());
}
