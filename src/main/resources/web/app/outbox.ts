import type { ChangingCommand } from "./protocol.ts";

/**
 * The commands that the server has not acknowledged yet. They outlive a reload, so that nothing typed is lost between
 * the page and the server; sending one again is harmless, since the server knows it by its id.
 */
export class Outbox {
  readonly #key: string;
  readonly #storage: Storage;
  #pending: ChangingCommand[];

  constructor(conversation: string, storage: Storage) {
    this.#key = `parley.outbox.${conversation}`;
    this.#storage = storage;
    this.#pending = JSON.parse(storage.getItem(this.#key) ?? "[]") as ChangingCommand[];
  }

  get pending(): readonly ChangingCommand[] {
    return this.#pending;
  }

  add(command: ChangingCommand): void {
    this.#pending.push(command);
    this.#save();
  }

  /** The id of the longest command: the server has not read what is too large, so it cannot say which that was. */
  get longest(): string | undefined {
    const length = (command: ChangingCommand): number => JSON.stringify(command).length;
    return this.pending.toSorted((one, other) => length(other) - length(one))[0]?.id;
  }

  /** Takes a command out; undefined when another answer has done so already. */
  remove(id: string): ChangingCommand | undefined {
    const command = this.#pending.find((pending) => pending.id === id);
    if (command) {
      this.#pending = this.#pending.filter((pending) => pending !== command);
      this.#save();
    }
    return command;
  }

  #save(): void {
    try {
      if (this.#pending.length === 0) {
        this.#storage.removeItem(this.#key);
      } else {
        this.#storage.setItem(this.#key, JSON.stringify(this.#pending));
      }
    } catch {
      // A full storage costs the safety net across a reload, not the command.
    }
  }
}
