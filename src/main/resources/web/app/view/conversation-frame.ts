import { byId } from "../dom.ts";
import type { Handler, Handlers } from "../handlers.ts";
import { addressedConversation } from "../location.ts";
import type { ModelChoice } from "../model-choice.ts";
import type { Session } from "../session.ts";
import type { Composer } from "./composer.ts";
import type { HeaderMenu } from "./header-menu.ts";
import type { Sidebar } from "./sidebar.ts";
import { Welcome } from "./welcome.ts";
import { say } from "../words.ts";

/** What stands around the thread: its title, who answers and how, and the welcome while there is nothing else. */
export class ConversationFrame {
  readonly #handlers: Handlers;
  readonly #sidebar: Sidebar;
  readonly #header: HeaderMenu;
  readonly #composer: Composer;
  readonly #choice: ModelChoice;
  readonly #welcome: Welcome;
  readonly #missing = byId("missing", HTMLElement);
  readonly #dock = byId("dock", HTMLElement);
  #handler: Handler;

  constructor(handlers: Handlers, sidebar: Sidebar, header: HeaderMenu, composer: Composer, choice: ModelChoice) {
    this.#handlers = handlers;
    this.#sidebar = sidebar;
    this.#header = header;
    this.#composer = composer;
    this.#choice = choice;
    this.#welcome = new Welcome(handlers.offered);
    this.#handler = handlers.usual;
  }

  /** Who answers here; in a conversation that has not begun, who is to. */
  get handler(): Handler {
    return this.#handler;
  }

  showHandler(session: Session, handler: Handler): void {
    this.#handler = handler;
    this.#welcome.handler = handler;
    this.#composer.handler = handler;
    this.#showChoice(session);
  }

  show(session: Session): void {
    const { conversation, transcript, started, loaded } = session;
    const named = transcript.conversation.handler;
    if (named && named !== this.#handler.name) {
      this.showHandler(session, this.#handlers.find(named));
    }
    const title = transcript.conversation.title || this.#sidebar.title(conversation);
    this.#header.show(
      title || say("page.newChat"),
      conversation,
      loaded && transcript.last ? transcript.conversation : undefined,
    );
    this.#showDeleted(transcript.conversation.deleted ?? false);
    this.#showChoice(session);
    document.title = title ? `${title} · Parley` : "Parley";
    this.#welcome.shown = !started && (loaded || addressedConversation() === undefined);
  }

  /** There is no such conversation, or there is again. */
  showMissing(missing: boolean): void {
    this.#missing.hidden = !missing;
    this.#dock.hidden = missing;
  }

  #showDeleted(deleted: boolean): void {
    byId("deleted", HTMLElement).hidden = !deleted;
    if (this.#missing.hidden) {
      this.#dock.hidden = deleted;
    }
  }

  #showChoice({ conversation, loaded, transcript }: Session): void {
    const known = loaded || addressedConversation() === undefined;
    this.#choice.show(this.#handler, transcript, known && !transcript.conversation.deleted);
    this.#choice.showWindow(conversation, transcript);
  }
}
