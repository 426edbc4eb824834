import { element } from "../dom.ts";
import { icon } from "../icons.ts";
import type { Handler } from "../handlers.ts";
import type { Message } from "../protocol.ts";
import type { Surroundings } from "./element/element-view.ts";

/** One character as its reader sees it, if it is a picture. */
const EMOJI = new RegExp("^(?:\\p{RGI_Emoji}|\\p{Extended_Pictographic}\\uFE0F?)$", "v");
const SYMBOL = /^:material\/(\w+):$/;
const OWN_FILE = /^file:([\w-]+)$/;
/** Only what this server itself serves: never another host. */
const OWN_ADDRESS = /^\/files\/(?!.*\.\.)[\w./-]+$/;
/** How many colours there are for those who are shown by their initial. */
const HUES = 12;

/** Who speaks: an emoji, a symbol, a picture, or the first letter of the name in a colour that stays the same. */
export function speakerAvatar({ avatar, role, name }: Message, shownName: string, around: Surroundings): HTMLElement {
  const node = emptyAvatar();
  const wanted = avatar ?? (EMOJI.test(name) ? name : undefined);
  const address = wanted === undefined ? undefined : pictureAddress(wanted, around);
  const fallBack = (): void => showWithout(node, role, shownName);
  if (address !== undefined) {
    showPicture(node, address, fallBack);
  } else {
    showSign(node, wanted, fallBack);
  }
  return node;
}

/** Who may be asked: an emoji, a symbol, or the sign of an assistant. */
export function avatarOf({ avatar, title }: Handler): HTMLElement {
  const node = emptyAvatar();
  showSign(node, avatar, () => showWithout(node, "assistant", title));
  return node;
}

function emptyAvatar(): HTMLElement {
  return element("div", { class: "avatar", "aria-hidden": "true" });
}

function showSign(node: HTMLElement, wanted: string | undefined, fallBack: () => void): void {
  const symbol = SYMBOL.exec(wanted ?? "")?.[1];
  if (symbol !== undefined) {
    void showSymbol(node, symbol, fallBack);
  } else if (wanted !== undefined && EMOJI.test(wanted)) {
    node.classList.add("emoji");
    node.append(wanted);
  } else {
    fallBack();
  }
}

function pictureAddress(avatar: string, around: Surroundings): string | undefined {
  const file = OWN_FILE.exec(avatar)?.[1];
  return file === undefined ? OWN_ADDRESS.exec(avatar)?.[0] : around.fileAddress(file);
}

function showPicture(node: HTMLElement, address: string, fallBack: () => void): void {
  const picture = element("img", { alt: "", width: 28, height: 28, decoding: "async" });
  picture.addEventListener("error", fallBack);
  picture.src = address;
  node.append(picture);
}

async function showSymbol(node: HTMLElement, name: string, fallBack: () => void): Promise<void> {
  try {
    const { symbol } = await import("../symbols.ts");
    const drawn = symbol(name);
    if (drawn) {
      node.replaceChildren(drawn);
    } else {
      fallBack();
    }
  } catch {
    // The symbols are not to be had now.
    fallBack();
  }
}

function showWithout(node: HTMLElement, role: Message["role"], name: string): void {
  if (role === "assistant") {
    node.replaceChildren(icon("assistant"));
    return;
  }
  node.classList.add("initial");
  node.style.setProperty("--hue", String((hash(name) % HUES) * (360 / HUES)));
  node.replaceChildren(firstLetter(name));
}

function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toLocaleUpperCase() ?? "?";
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0, 7);
}
