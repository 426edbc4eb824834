import type { Handlers } from "./handlers.ts";
import { PLACE_PICKED, want } from "./intents.ts";
import { whenLoaded } from "./loading.ts";
import { Quoting } from "./quoting.ts";
import type { Session } from "./session.ts";
import { commandOf, type KeyCommand, type Where } from "./shortcuts.ts";
import type { Composer } from "./view/composer.ts";
import type { HeaderMenu } from "./view/header-menu.ts";
import type { MenuEntry } from "./view/menu.ts";
import { copyMessage } from "./view/message-menu.ts";
import type { Sidebar } from "./view/sidebar.ts";
import type { ThemeSwitch } from "./view/theme-switch.ts";
import type { ThreadView } from "./view/thread-view.ts";
import { say } from "./words.ts";

/** What commands work on. */
export interface Desk {
  session(): Session;
  stop(): void;
  /** Shows a word, and has it read out. */
  say(words: string): void;
  /** Brings a message to the reader who goes from hit to hit. */
  walkTo(message: number, words: string): void;
  readonly sidebar: Sidebar;
  readonly header: HeaderMenu;
  readonly thread: ThreadView;
  readonly composer: Composer;
  readonly handlers: Handlers;
  readonly themes: ThemeSwitch;
}

const FIELDS = "input, textarea, select, [contenteditable]";

/** What can be done from everywhere: by a key, or by its name. All but the keys is loaded when it is first wanted. */
export class Commands {
  readonly desk: Desk;
  readonly #quoting: Quoting;

  constructor(desk: Desk) {
    this.desk = desk;
    this.#quoting = new Quoting((quotes) => desk.composer.quote(quotes));
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** Shows the list of all commands; `typed` gives what the reader looks for when the list is there. */
  open(typed: () => string = () => ""): void {
    void whenLoaded(import("./view/palette/palette.ts"), ({ openPalette }) => openPalette(this, typed));
  }

  /** What is offered beside the filing of the conversation. */
  entries(): MenuEntry[] {
    return [
      "line",
      { icon: "search", label: say("tool.find"), act: () => this.find() },
      { icon: "printer", label: say("tool.print"), act: () => void this.print() },
    ];
  }

  /** Shows the bar that goes from hit to hit in this conversation. */
  find(): void {
    void whenLoaded(import("./view/find/find-bar.ts"), ({ openFindBar }) => openFindBar(this.desk));
  }

  /** Prints all of the conversation. */
  async print(): Promise<void> {
    try {
      const { printConversation } = await import("./print-conversation.ts");
      if (!(await printConversation(this.desk.session()))) {
        this.desk.say(say("tool.tooLongToPrint"));
      }
    } catch {
      this.desk.say(say("sidebar.failed"));
    }
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
        void whenLoaded(import("./view/palette/shortcut-sheet.ts"), ({ openShortcutSheet }) => openShortcutSheet());
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
      case "find":
        this.find();
        return true;
      case "quote":
        return this.#quoting.quote();
      case "stop":
        desk.stop();
        return desk.session().transcript.turn !== undefined;
      default:
        return false;
    }
  }

  #copyAnswer(): boolean {
    const answer = this.desk.thread.last("answer");
    if (answer) {
      void copyMessage(answer.content).then((copied) =>
        this.desk.say(say(copied ? "tool.answerCopied" : "tool.notCopied")),
      );
    }
    return answer !== undefined;
  }

  #pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) {
      return;
    }
    const writing = event.target instanceof Element && event.target.matches(FIELDS);
    const places: Where[] = ["anywhere"];
    if (!writing) {
      places.push("outside");
    }
    // In the find bar the same key is the browser's again.
    if (!this.desk.session().path.whole && document.activeElement?.id !== "find") {
      places.push("parted");
    }
    const command = commandOf(event, places);
    if (command && (event.repeat || this.run(command))) {
      event.preventDefault();
    }
  }
}
