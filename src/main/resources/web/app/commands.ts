import type { Handlers } from "./handlers.ts";
import { PLACE_PICKED, want } from "./intents.ts";
import type { Session } from "./session.ts";
import { commandOf, type KeyCommand } from "./shortcuts.ts";
import type { HeaderMenu } from "./view/header-menu.ts";
import type { Sidebar } from "./view/sidebar.ts";
import type { ThemeSwitch } from "./view/theme-switch.ts";
import type { ThreadView } from "./view/thread-view.ts";

/** What commands work on. */
export interface Desk {
  session(): Session;
  stop(): void;
  /** Shows a word, and has it read out. */
  say(words: string): void;
  readonly sidebar: Sidebar;
  readonly header: HeaderMenu;
  readonly thread: ThreadView;
  readonly handlers: Handlers;
  readonly themes: ThemeSwitch;
}

const FIELDS = "input, textarea, select, [contenteditable]";

/** What can be done from everywhere: by a key, or by its name. All but the keys is loaded when it is first wanted. */
export class Commands {
  readonly desk: Desk;

  constructor(desk: Desk) {
    this.desk = desk;
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** Shows the list of all commands; `typed` gives what the reader looks for when the list is there. */
  open(typed: () => string = () => ""): void {
    void import("./view/palette/palette.ts").then(({ openPalette }) => openPalette(this, typed));
  }

  /** Whether there was something to do. */
  run(command: KeyCommand): boolean {
    const { desk } = this;
    switch (command) {
      case "search":
        desk.sidebar.search();
        return true;
      case "commands":
        this.open();
        return true;
      case "help":
        void import("./view/palette/shortcut-sheet.ts").then(({ openShortcutSheet }) => openShortcutSheet());
        return true;
      case "newChat":
        want(document, PLACE_PICKED, null);
        return true;
      case "sidebar":
        desk.sidebar.toggle();
        return true;
      case "editLast":
        return desk.thread.last("question")?.edit() ?? false;
      case "copyAnswer":
        return this.#copyAnswer();
      case "stop":
        desk.stop();
        return desk.session().transcript.turn !== undefined;
      default:
        return false;
    }
  }

  #copyAnswer(): boolean {
    const answer = this.desk.thread.last("answer");
    void answer
      ?.copy()
      .then((copied) => this.desk.say(copied ? "The answer is copied" : "The browser does not allow to copy"));
    return answer !== undefined;
  }

  #pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) {
      return;
    }
    const writing = event.target instanceof Element && event.target.matches(FIELDS);
    const command = commandOf(event, writing ? ["anywhere"] : ["anywhere", "outside"]);
    if (command && (event.repeat || this.run(command))) {
      event.preventDefault();
    }
  }
}
