import { orNothing, whenLoaded } from "./loading.ts";

/** The selection rests for so long (ms) before it is offered to be quoted. */
const REST = 200;

/** Lets the reader quote what they have selected in messages; what it needs is loaded with the first selection. */
export class Quoting {
  readonly #quote: (quotes: readonly string[]) => void;
  #timer = 0;
  #button: { show(range: Range): Promise<void>; hide(): void } | undefined;

  constructor(quote: (quotes: readonly string[]) => void) {
    this.#quote = quote;
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.#timer);
      this.#button?.hide();
      if (selectedText()) {
        this.#timer = window.setTimeout(() => void this.#offer(), REST);
      }
    });
  }

  /** Quotes what is selected; whether that is a part of a message. */
  quote(): boolean {
    const selection = selectedText();
    if (!selection) {
      return false;
    }
    void whenLoaded(import("./view/copy/quote.ts"), ({ quotesOf }) => {
      const quotes = quotesOf(selection);
      if (quotes.length > 0) {
        this.#quote(quotes);
      }
    });
    return true;
  }

  async #offer(): Promise<void> {
    const loaded = await orNothing(import("./view/copy/quote-button.ts"));
    this.#button ??= loaded && new loaded.QuoteButton(() => this.quote());
    const selection = selectedText();
    if (selection) {
      await this.#button?.show(selection.getRangeAt(0));
    }
  }
}

function selectedText(): Selection | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) {
    return undefined;
  }
  const within = textAround(selection.anchorNode) ?? textAround(selection.focusNode);
  // A message that is being edited has a selection of its own.
  const writing = document.activeElement?.matches("input, textarea") && within?.contains(document.activeElement);
  return within && !writing ? selection : undefined;
}

function textAround(node: Node | null): Element | undefined {
  const around = node instanceof Element ? node : node?.parentElement;
  return around?.closest(".message-body") ?? undefined;
}
