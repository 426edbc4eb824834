import { byId } from "../dom.ts";
import type { Conversation, ConversationSummary } from "../protocol.ts";
import { conversationMenu } from "./conversation-menu.ts";
import type { RowActions } from "./conversation-row.ts";
import { type MenuEntry, opensMenu } from "./menu.ts";
import { TitleEditor } from "./title-editor.ts";

/** The title above the conversation, with the menu of what can be done with it. */
export class HeaderMenu {
  readonly #title = byId("title", HTMLElement);
  readonly #menu = byId("conversation-menu", HTMLButtonElement);
  readonly #actions: RowActions;
  #summary: ConversationSummary | undefined;
  #editor: TitleEditor | undefined;

  /** @param more what else can be done with the conversation that is shown */
  constructor(actions: RowActions, more: () => MenuEntry[]) {
    this.#actions = actions;
    opensMenu(this.#menu, () => [...this.entries(), ...(this.#summary ? more() : [])]);
  }

  /** What can be done with the conversation. */
  entries(): MenuEntry[] {
    return this.#summary ? conversationMenu(this.#summary, this.#actions, () => this.#rename()) : [];
  }

  /** @param conversation undefined as long as there is nothing to file */
  show(title: string, id: string, conversation: Conversation | undefined): void {
    if (id !== this.#summary?.id) {
      this.#close();
    }
    this.#title.textContent = title;
    this.#summary = conversation && { ...conversation, id, title };
    this.#menu.hidden = !this.#summary || this.#editor !== undefined;
  }

  #rename(): void {
    const { id, title = "" } = this.#summary ?? {};
    if (id === undefined) {
      return;
    }
    this.#editor = new TitleEditor(
      title,
      (changed) => this.#actions.rename(id, changed),
      (byKey) => {
        this.#close();
        if (byKey) {
          this.#menu.focus();
        }
      },
    );
    this.#title.after(this.#editor.node);
    // Out of sight and not away: the page keeps its heading.
    this.#title.classList.add("visually-hidden");
    this.#menu.hidden = true;
    this.#editor.start();
  }

  #close(): void {
    this.#editor?.node.remove();
    this.#editor = undefined;
    this.#title.classList.remove("visually-hidden");
    this.#menu.hidden = this.#summary === undefined;
  }
}
