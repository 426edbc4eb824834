/** A file that the server has, as it has named it. */
export interface KeptFile {
  file: string;
  name: string;
  mediaType: string;
  size: number;
}

/** What is attached to a message that is not sent yet. */
export interface AttachedDraft {
  /** Where the files are; a new chat has no address yet that would say so. */
  conversation: string;
  files: KeptFile[];
}

const PREFIX = "parley.attached.";

/** For as long as the tab is open: after a day the server has what was not sent no more. */
export function readAttached(draft: string): AttachedDraft | undefined {
  try {
    const { conversation, files } = JSON.parse(
      sessionStorage.getItem(PREFIX + draft) ?? "{}",
    ) as Partial<AttachedDraft>;
    return typeof conversation === "string" && Array.isArray(files) && files.length > 0
      ? { conversation, files }
      : undefined;
  } catch {
    return undefined;
  }
}

export function keepAttached(draft: string, attached: AttachedDraft): void {
  try {
    if (attached.files.length === 0) {
      sessionStorage.removeItem(PREFIX + draft);
    } else {
      sessionStorage.setItem(PREFIX + draft, JSON.stringify(attached));
    }
  } catch {
    // Then they are attached until the page is left.
  }
}
