import { say } from "./words.ts";

/** A message that is sent by one click. */
export interface Starter {
  label: string;
  message: string;
}

/** Who may be asked. */
export interface Handler {
  name: string;
  title: string;
  description?: string;
  avatar?: string;
  starters: readonly Starter[];
  /** Media types and endings of the files it takes; empty for none. */
  accepts: readonly string[];
  /** Whether readers choose the model's settings. */
  settings?: boolean;
}

const ANY = "*/*";
/** What browsers say of files they do not know, and of a CSV file where a spreadsheet is installed. */
const VAGUE: ReadonlySet<string> = new Set(["", "application/octet-stream", "application/vnd.ms-excel"]);
const MODEL = "claude";
/** The simulator answers by key words. */
const SCRIPTED: readonly Starter[] = [
  { label: say("page.starterFormatted"), message: "/markdown" },
  { label: say("page.starterThinking"), message: "/thinking" },
  { label: say("page.starterLong"), message: "/long 2000" },
  { label: say("page.starterBusy"), message: "/429 3 once" },
];

/** All who are on offer, the usual one first. */
export class Handlers {
  readonly offered: readonly Handler[];
  readonly usual: Handler;

  constructor(listed: readonly Handler[], scripted: boolean) {
    this.offered = listed.map((it) => (scripted && it.name === MODEL ? { ...it, starters: SCRIPTED } : it));
    this.usual = this.offered[0] ?? plain(MODEL);
  }

  offers(name: string): boolean {
    return this.offered.some((it) => it.name === name);
  }

  /** One who is not offered any more is still who answers in an old conversation. */
  find(name: string | undefined): Handler {
    return name === undefined ? this.usual : (this.offered.find((it) => it.name === name) ?? plain(name));
  }
}

function plain(name: string): Handler {
  const title = name === MODEL ? "Claude" : name.slice(0, 1).toUpperCase() + name.slice(1);
  return { name, title, starters: [], accepts: [ANY] };
}

/** Whether a handler takes such a file. Where a browser does not know what it is, the server says so, which sees more of it. */
export function takes({ accepts }: Handler, { name, type }: Pick<File, "name" | "type">): boolean {
  return accepts.some((accepted) => {
    if (accepted.startsWith(".")) {
      return name.toLowerCase().endsWith(accepted);
    }
    const kind = accepted.endsWith("/*") && type.startsWith(accepted.slice(0, -1));
    return accepted === ANY || accepted === type || kind || VAGUE.has(type);
  });
}

/** What a file field is told to offer; empty for everything. */
export function fileFilter({ accepts }: Handler): string {
  return accepts.includes(ANY) ? "" : accepts.join(",");
}
