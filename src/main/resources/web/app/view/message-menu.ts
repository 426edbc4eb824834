import { copyRich, copyText } from "../markdown/code/clipboard.ts";
import { whenLoaded } from "../loading.ts";
import { say } from "../words.ts";
import type { Copied } from "./copy/rich-text.ts";
import type { MenuEntry } from "./menu.ts";

/** What a message has that can be taken elsewhere. */
export interface MessageContent {
  /** As Markdown. */
  text: string;
  parts: readonly Copied[];
  /** What its reader has typed; undefined for an answer. */
  typed: string | undefined;
}

/** What can be done with a message beside the buttons under it. */
export function messageMenu(content: MessageContent): MenuEntry[] {
  const { text, typed } = content;
  const entries: MenuEntry[] = [
    { icon: "copy", label: say("tool.copyMarkdown"), act: () => void copyText(text) },
    { icon: "copy", label: say("tool.copyRich"), act: () => void copyMessage(content) },
  ];
  if (typed !== undefined) {
    entries.push({ icon: "prompt", label: say("tool.keepPrompt"), act: () => void keepAsPrompt(typed) });
  }
  if (canSpeak()) {
    entries.push({ icon: "speaker", label: say("tool.readAloud"), act: () => void readMessage(content) });
  }
  return entries;
}

/** Puts a message into the clipboard, plain and formatted; whether that worked. */
export function copyMessage({ text, parts }: MessageContent): Promise<boolean> {
  return copyRich(
    text,
    import("./copy/rich-text.ts").then(({ richText }) => richText(parts)),
  );
}

/** Whether the browser has a voice. */
export function canSpeak(): boolean {
  return "speechSynthesis" in globalThis;
}

export function readMessage({ parts }: MessageContent): Promise<void> {
  return whenLoaded(import("./speech/read-aloud.ts"), ({ readAloud }) => readAloud(parts));
}

function keepAsPrompt(text: string): Promise<void> {
  return whenLoaded(import("./prompts/prompt-dialog.ts"), ({ openPromptDialog }) => openPromptDialog(text));
}
