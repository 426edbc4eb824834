import { restoreConversation } from "./conversations.ts";
import { byId } from "./dom.ts";
import { fillIcons } from "./icons.ts";
import { CHANGE_WANTED, CONVERSATION_PICKED, onIntent } from "./intents.ts";
import { address, addressedConversation } from "./location.ts";
import type { Change, ConversationSummary, ErrorFrame } from "./protocol.ts";
import { rearranged, Session, type SessionListener, type Update } from "./session.ts";
import type { ConnectionState } from "./socket.ts";
import { Announcer } from "./view/announcer.ts";
import { Composer } from "./view/composer.ts";
import { ConnectionBanner } from "./view/connection-banner.ts";
import { Scroll } from "./view/scroll.ts";
import { Sidebar } from "./view/sidebar.ts";
import { themeSwitch } from "./view/theme-switch.ts";
import { ThreadView } from "./view/thread-view.ts";
import { Welcome } from "./view/welcome.ts";

/** The draft of a conversation that has no address yet. */
const NEW = "new";
const UNTITLED = "New chat";
const NOT_RESTORED = "The conversation could not be restored. Try again in a moment.";
const NOT_SAVED = "Not saved: your text is still here";

/** The page: one conversation at a time, and everything around it. */
export class App implements SessionListener {
  readonly #title = byId("title", HTMLElement);
  readonly #missing = byId("missing", HTMLElement);
  readonly #sidebar = new Sidebar();
  readonly #banner = new ConnectionBanner();
  readonly #thread: ThreadView;
  readonly #scroll: Scroll;
  readonly #composer: Composer;
  readonly #welcome: Welcome;
  readonly #announcer = new Announcer(byId("announcements", HTMLElement));
  #session: Session;
  #connection: ConnectionState = "connecting";

  constructor(data: DOMStringMap) {
    fillIcons(document);
    this.#thread = new ThreadView(byId("thread", HTMLElement));
    this.#scroll = new Scroll(
      byId("scroller", HTMLElement),
      byId("content", HTMLElement),
      byId("jump", HTMLElement),
      () => this.#session.loadOlder(),
    );
    this.#composer = new Composer(
      { send: (text) => this.#send(text), stop: () => this.#stop() },
      Number(data["longestText"]),
    );
    this.#welcome = new Welcome(data["scripted"] === "true");
    byId("restore", HTMLButtonElement).addEventListener("click", () => this.#restore());
    // Before the server closes the socket, which would have the page loaded anew instead.
    document.getElementById("sign-out")?.addEventListener("submit", () => this.#session.close());
    themeSwitch(byId("theme", HTMLButtonElement));
    onIntent(document, CHANGE_WANTED, (change) => this.#change(change));
    onIntent(document, CONVERSATION_PICKED, (conversation) => this.#pick(conversation ?? undefined));
    window.addEventListener("popstate", () => this.#open(addressedConversation()));
    this.#session = this.#open(addressedConversation());
  }

  updated(update: Update): void {
    const { transcript } = this.#session;
    const show = (): void => this.#thread.show(this.#session, update, this.#connection === "ready");
    if (update.older) {
      this.#scroll.keepPlace(show);
    } else {
      show();
    }
    this.#announcer.follow(update.events, transcript);
    if (update.structure) {
      this.#composer.running = transcript.turn !== undefined;
      this.#showFrame();
    }
  }

  connection(state: ConnectionState): void {
    this.#connection = state;
    this.#banner.show(state);
    if (state === "ready") {
      void this.#sidebar.load().catch(() => undefined);
    }
    if (this.#session.sending.length > 0) {
      this.updated(rearranged());
    }
  }

  conversations(items: ConversationSummary[]): void {
    this.#sidebar.update(items);
  }

  missing(): void {
    this.#session.close();
    this.#banner.show("ready");
    this.#showMissing(true);
  }

  /** What the server has for whoever is not signed in: the form, with the way back to here. */
  signedOut(): void {
    location.reload();
  }

  refused(error: ErrorFrame, returned: string | undefined): void {
    if (returned !== undefined) {
      this.#composer.offer(returned);
    }
    const note = returned !== undefined && error.retryable ? `${NOT_SAVED}. ${error.text}` : error.text;
    this.#composer.note(note);
    this.#announcer.say(note);
  }

  #open(conversation: string | undefined): Session {
    const before = this.#session as Session | undefined;
    before?.close();
    this.#thread.clear();
    this.#announcer.clear();
    this.#session = new Session(conversation ?? crypto.randomUUID(), this);
    this.#sidebar.current = this.#session.conversation;
    this.#composer.open(conversation ?? NEW);
    this.#composer.running = false;
    this.#showMissing(false);
    this.#scroll.toEnd();
    this.#showFrame();
    this.#composer.focus();
    this.#session.open();
    return this.#session;
  }

  #pick(conversation: string | undefined): void {
    if (conversation !== undefined && conversation === this.#session.conversation) {
      return;
    }
    address(conversation);
    this.#open(conversation);
  }

  #send(text: string): void {
    const { conversation } = this.#session;
    if (addressedConversation() !== conversation) {
      address(conversation);
      this.#composer.open(conversation);
      this.#sidebar.current = conversation;
    }
    this.#scroll.toEnd();
    this.#session.change({ type: "send", text });
  }

  #stop(): void {
    const { turn } = this.#session.transcript;
    if (turn) {
      this.#session.change({ type: "stop", turn: turn.id });
    }
  }

  #change(change: Change): void {
    if (change.type === "send") {
      this.#send(change.text);
    } else {
      this.#session.change(change);
    }
    this.#composer.focus();
  }

  #restore(): void {
    restoreConversation(this.#session.conversation).catch(() => this.#composer.note(NOT_RESTORED));
  }

  #showMissing(missing: boolean): void {
    this.#missing.hidden = !missing;
    byId("dock", HTMLElement).hidden = missing;
  }

  #showDeleted(deleted: boolean): void {
    byId("deleted", HTMLElement).hidden = !deleted;
    if (this.#missing.hidden) {
      byId("dock", HTMLElement).hidden = deleted;
    }
  }

  /** What stands around the thread: the title, and the welcome while there is nothing else. */
  #showFrame(): void {
    const { conversation, transcript, started, loaded } = this.#session;
    const title = transcript.conversation.title || this.#sidebar.title(conversation) || UNTITLED;
    this.#title.textContent = title;
    this.#showDeleted(transcript.conversation.deleted ?? false);
    document.title = title === UNTITLED ? "Parley" : `${title} · Parley`;
    this.#welcome.shown = !started && (loaded || addressedConversation() === undefined);
  }
}
