import { deleteConversation, fileConversation, restoreConversation } from "../conversations.ts";
import type { ConversationSummary } from "../protocol.ts";
import type { ConversationActions } from "./conversation-menu.ts";
import type { Toast } from "./toast.ts";
import { say } from "../words.ts";

/** Files conversations at the server, and says what can be taken back. */
export class Filing implements ConversationActions {
  readonly #toast: Toast;
  readonly #filed: (items: ConversationSummary[]) => void;

  /** `filed` is told what has become of a conversation; all tabs are told by their sockets as well. */
  constructor(toast: Toast, filed: (items: ConversationSummary[]) => void) {
    this.#toast = toast;
    this.#filed = filed;
  }

  pin({ id, pinned }: ConversationSummary): void {
    this.#try(this.#file(id, { pinned: !pinned }));
  }

  archive({ id, title, archived, pinned }: ConversationSummary): void {
    const back = { archived: archived ?? false, ...(pinned && { pinned }) };
    const words = say(archived ? "sidebar.wasUnarchived" : "sidebar.wasArchived", { title: title ?? "" });
    this.#try(
      this.#file(id, { archived: !archived }).then(() => this.#toast.say(words, () => this.#try(this.#file(id, back)))),
    );
  }

  remove({ id, title }: ConversationSummary): void {
    this.#try(
      deleteConversation(id).then(() =>
        this.#toast.say(say("sidebar.wasDeleted", { title: title ?? "" }), () => this.#try(restoreConversation(id))),
      ),
    );
  }

  /** Whether it was kept. */
  rename(id: string, title: string): Promise<boolean> {
    return this.#file(id, { title }).then(
      () => true,
      () => {
        this.#toast.say(say("sidebar.failed"));
        return false;
      },
    );
  }

  async #file(id: string, change: Parameters<typeof fileConversation>[1]): Promise<void> {
    this.#filed([await fileConversation(id, change)]);
  }

  #try(change: Promise<void>): void {
    change.catch(() => this.#toast.say(say("sidebar.failed")));
  }
}
