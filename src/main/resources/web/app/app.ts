import { readAttached } from "./attached-files.ts";
import { Commands } from "./commands.ts";
import { restoreConversation } from "./conversations.ts";
import { byId } from "./dom.ts";
import { refusalWords } from "./problem-words.ts";
import { type Handler, Handlers } from "./handlers.ts";
import { fillIcons } from "./icons.ts";
import { ModelChoice } from "./model-choice.ts";
import {
  CHANGE_WANTED,
  CONVERSATION_OPENED,
  HANDLER_PICKED,
  NOT_LOADED,
  onIntent,
  PLACE_PICKED,
  STEER_WANTED,
  want,
} from "./intents.ts";
import {
  address,
  addressedConversation,
  addressedHandler,
  addressedPlace,
  addressEnd,
  addressHandler,
  type Place,
} from "./location.ts";
import { copyCleanly } from "./markdown/copy/copying.ts";
import type { Change, ConversationSummary, ErrorFrame } from "./protocol.ts";
import { Session } from "./session.ts";
import { rearranged, type ReturnedMessage, type SessionListener, type Update } from "./session-listener.ts";
import type { ConnectionState } from "./socket.ts";
import { Announcer } from "./view/announcer.ts";
import { ConversationFrame } from "./view/conversation-frame.ts";
import { Composer } from "./view/composer.ts";
import { ConnectionBanner } from "./view/connection-banner.ts";
import { fetchTextElements } from "./view/element/text-loading.ts";
import { Filing } from "./view/filing.ts";
import { HeaderMenu } from "./view/header-menu.ts";
import { languageChoice } from "./view/language-choice.ts";
import { requestId } from "./view/request-id.ts";
import { Scroll } from "./view/scroll.ts";
import { Seeker } from "./view/seeker.ts";
import { Sidebar } from "./view/sidebar.ts";
import { Steering } from "./steering.ts";
import { ThemeSwitch } from "./view/theme-switch.ts";
import { ThreadView } from "./view/thread-view.ts";
import { Toast } from "./view/toast.ts";
import { say } from "./words.ts";

/** The draft of a conversation that has no address yet. */
const NEW = "new";
/** Errors that its log knows more of. */
const SERVERS_OWN: ReadonlySet<string> = new Set(["internal", "not-stored"]);

/** Files that were attached before a reload are in the conversation that was to begin with them. */
function newConversation(): string {
  return readAttached(NEW)?.conversation ?? crypto.randomUUID();
}

/** The page: one conversation at a time, and everything around it. */
export class App implements SessionListener {
  readonly #handlers: Handlers;
  readonly #toast = new Toast();
  readonly #filing = new Filing(this.#toast, (items) => this.conversations(items));
  readonly #sidebar = new Sidebar(this.#filing, {
    open: (typed) => this.#commands.open(typed),
    run: (command) => this.#commands.run(command),
  });
  readonly #header = new HeaderMenu(this.#filing, () => this.#commands.entries());
  readonly #banner = new ConnectionBanner();
  readonly #thread: ThreadView;
  readonly #scroll: Scroll;
  readonly #seeker: Seeker;
  readonly #composer: Composer;
  readonly #frame: ConversationFrame;
  readonly #choice = new ModelChoice((settings) => this.#session.change({ type: "settings", settings }));
  readonly #steering = new Steering();
  readonly #announcer = new Announcer(byId("announcements", HTMLElement));
  readonly #commands: Commands;
  #session: Session;
  #connection: ConnectionState = "connecting";

  constructor(data: DOMStringMap) {
    fillIcons(document);
    this.#handlers = new Handlers(JSON.parse(data["handlers"] ?? "[]") as Handler[], data["scripted"] === "true");
    this.#thread = new ThreadView(byId("thread", HTMLElement), this.#handlers);
    copyCleanly(byId("thread", HTMLElement));
    this.#scroll = new Scroll(byId("scroller", HTMLElement), byId("content", HTMLElement), byId("jump", HTMLElement), {
      nearTop: () => this.#session.path.loadOlder(),
      nearBottom: () => this.#session.path.loadNewer(),
      endWanted: () => this.#toEnd(),
    });
    this.#seeker = new Seeker(this.#thread, this.#scroll);
    this.#composer = new Composer(
      {
        send: (text, files) => this.#send(text, files),
        stop: () => this.#stop(),
        editLast: () => this.#thread.last("question")?.edit() ?? false,
      },
      { text: Number(data["longestText"]), file: Number(data["largestFile"]), scripted: data["scripted"] === "true" },
    );
    this.#frame = new ConversationFrame(this.#handlers, this.#sidebar, this.#header, this.#composer, this.#choice);
    byId("restore", HTMLButtonElement).addEventListener("click", () => this.#restore());
    // Before the server closes the socket, which would have the page loaded anew instead.
    document.getElementById("sign-out")?.addEventListener("submit", () => this.#session.close());
    languageChoice(byId("language", HTMLFormElement));
    onIntent(document, CHANGE_WANTED, (change) => this.#change(change));
    onIntent(document, STEER_WANTED, () => this.#steering.start(this.#session));
    onIntent(document, NOT_LOADED, () => this.#toast.say(say("sidebar.failed")));
    onIntent(document, HANDLER_PICKED, (name) => this.#pickHandler(name));
    onIntent(document, PLACE_PICKED, (place) => this.#pick(place ?? undefined));
    window.addEventListener("popstate", () => this.#goTo(addressedPlace()));
    this.#session = this.#open(addressedPlace());
    this.#commands = new Commands({
      session: () => this.#session,
      stop: () => this.#stop(),
      say: (words) => this.#toast.say(words),
      walkTo: (message, words) => this.#seeker.seek(this.#session, { message, words, walking: true }),
      sidebar: this.#sidebar,
      header: this.#header,
      thread: this.#thread,
      composer: this.#composer,
      handlers: this.#handlers,
      themes: new ThemeSwitch(byId("theme", HTMLButtonElement)),
    });
  }

  updated(update: Update): void {
    const { transcript } = this.#session;
    const show = (): void => this.#thread.show(this.#session, update, this.#connection === "ready");
    const wasAway = this.#scroll.away;
    this.#scroll.away = this.#session.path.away;
    if (update.stretched) {
      this.#scroll.keepPlace(show);
    } else {
      show();
    }
    if (wasAway && update.replaced && !this.#scroll.away) {
      // The passage is left, not joined: what is shown is the end.
      this.#scroll.toEnd();
    }
    this.#seeker.follow(this.#session, update);
    this.#steering.follow(this.#session);
    this.#announcer.follow(update.events, transcript);
    if (update.structure) {
      this.#composer.running = transcript.turn !== undefined;
      this.#frame.show(this.#session);
    }
  }

  connection(state: ConnectionState): void {
    this.#connection = state;
    this.#banner.show(state);
    if (state === "ready") {
      void this.#sidebar.load().catch(() => undefined);
      this.#seeker.follow(this.#session);
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
    this.#frame.showMissing(true);
  }

  /** What the server has for whoever is not signed in: the form, with the way back to here. */
  signedOut(): void {
    location.reload();
  }

  elsewhere(message: number): void {
    this.#seeker.elsewhere(this.#session, message);
  }

  refused(error: ErrorFrame, returned: ReturnedMessage | undefined): void {
    this.#seeker.forget();
    if (returned !== undefined) {
      this.#composer.offer(returned.text, returned.files);
    }
    const note =
      returned !== undefined && error.retryable
        ? `${say("composer.notSaved")} ${refusalWords(error)}`
        : refusalWords(error);
    const told = SERVERS_OWN.has(error.code) && error.requestId !== undefined ? [requestId(error.requestId)] : [];
    this.#composer.note(note, ...told);
    this.#announcer.say(note);
  }

  #open(place: Place | undefined): Session {
    const before = this.#session as Session | undefined;
    before?.close();
    this.#seeker.forget();
    this.#choice.reset();
    this.#thread.clear();
    this.#announcer.clear();
    this.#session = new Session(place?.conversation ?? newConversation(), this, fetchTextElements());
    this.#sidebar.current = this.#session.conversation;
    const wanted = place === undefined ? addressedHandler() : undefined;
    const unknown = wanted !== undefined && !this.#handlers.offers(wanted);
    this.#frame.showHandler(this.#session, this.#handlers.find(unknown ? undefined : wanted));
    this.#composer.open(place?.conversation ?? NEW, this.#session.conversation);
    this.#composer.running = false;
    this.#frame.showMissing(false);
    this.#scroll.away = false;
    this.#scroll.toEnd();
    this.#frame.show(this.#session);
    this.#composer.focus();
    if (unknown) {
      addressHandler(undefined);
      this.#composer.note(say("page.nobodyOfThatName", { name: wanted, title: this.#frame.handler.title }));
    }
    this.#seek(place);
    want(document, CONVERSATION_OPENED, null);
    this.#session.open();
    return this.#session;
  }

  #pick(place: Place | undefined): void {
    address(place);
    this.#goTo(place);
  }

  /** To another conversation, or to a message of this one. */
  #goTo(place: Place | undefined): void {
    if (place === undefined || place.conversation !== this.#session.conversation) {
      this.#open(place);
    } else {
      this.#seek(place);
    }
  }

  #seek(place: Place | undefined): void {
    if (place?.message !== undefined) {
      this.#seeker.seek(this.#session, { message: place.message, words: place.words });
    }
  }

  #pickHandler(name: string): void {
    const { usual } = this.#handlers;
    addressHandler(name === usual.name ? undefined : name);
    this.#frame.showHandler(this.#session, this.#handlers.find(name));
  }

  #toEnd(): void {
    this.#seeker.forget();
    addressEnd();
    if (this.#session.path.away) {
      this.#session.toEnd();
    }
    this.#scroll.toEnd();
  }

  #send(text: string, files: string[] = []): void {
    const { conversation } = this.#session;
    const fresh = addressedConversation() !== conversation;
    // One that is still being loaded has its handler; one that was never stored has none yet.
    const begins = fresh || (this.#session.loaded && !this.#session.started);
    if (fresh) {
      address({ conversation });
      this.#composer.open(conversation, conversation);
      this.#sidebar.current = conversation;
    }
    this.#toEnd();
    this.#session.change({
      type: "send",
      text,
      ...(begins && { handler: this.#frame.handler.name }),
      ...(begins && this.#frame.handler.settings && this.#choice.toBegin && { settings: this.#choice.toBegin }),
      ...(files.length > 0 && { files }),
    });
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
    } else if (change.type === "chooseBranch") {
      this.#seeker.step(this.#session, change.message);
      this.#session.change(change);
      return;
    } else {
      this.#session.change(change);
    }
    this.#composer.focus();
  }

  #restore(): void {
    restoreConversation(this.#session.conversation).catch(() => this.#composer.note(say("page.notRestored")));
  }
}
