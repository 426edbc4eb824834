import { isEmpty, moved, type Place } from "./places.ts";

/** Takes the reader from place to place of a prompt by the Tab key, until they have been at all of them. */
export class PlaceWalk {
  readonly #field: HTMLTextAreaElement;
  #places: Place[] = [];
  #text = "";
  #at = 0;

  constructor(field: HTMLTextAreaElement) {
    this.#field = field;
  }

  get active(): boolean {
    return this.#places.length > 0;
  }

  /** Begins at the first place. */
  start(places: readonly Place[]): void {
    this.#places = [...places];
    this.#text = this.#field.value;
    this.#select(0);
  }

  /** The text has changed. */
  edited(): void {
    if (this.active) {
      this.#places = moved(this.#places, this.#text, this.#field.value, this.#field.selectionEnd);
      this.#text = this.#field.value;
    }
  }

  end(): void {
    this.#places = [];
  }

  /** Whether the key was one of these. */
  pressed({ key, shiftKey }: KeyboardEvent): boolean {
    if (!this.active) {
      return false;
    }
    if (key === "Escape") {
      this.end();
      return true;
    }
    if (key !== "Tab" || (shiftKey && this.#at === 0)) {
      return false;
    }
    if (!shiftKey && this.#at >= this.#places.length - 1) {
      this.#leave();
    } else {
      this.#select(this.#at + (shiftKey ? -1 : 1));
    }
    return true;
  }

  /** Goes to the first place that nothing was put into, and gives its name; undefined when there is none. */
  toEmpty(): string | undefined {
    const at = this.#places.findIndex((place) => isEmpty(place, this.#field.value));
    if (at < 0) {
      return undefined;
    }
    this.#select(at);
    return this.#places[at]?.name;
  }

  #select(at: number): void {
    const place = this.#places[at];
    this.#at = at;
    if (place) {
      this.#field.setSelectionRange(place.start, place.end);
    }
  }

  #leave(): void {
    const { length } = this.#field.value;
    this.#field.setSelectionRange(length, length);
    if (!this.#places.some((place) => isEmpty(place, this.#field.value))) {
      this.end();
    }
  }
}
