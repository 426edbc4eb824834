const IMPORT = "/api/import";
const TOO_LARGE = 413;

export interface ImportResult {
  imported: number;
  conversations: string[];
  skipped: { title: string; reason: string }[];
}

/** What went wrong, in words for the reader. */
export class ImportFailure extends Error {}

/**
 * Sends a file's conversations to the server. A request of the older kind, since only that tells how far it is.
 *
 * @param progress told the part that has been sent, 0 to 1
 */
export function importFile(file: Blob, progress: (sent: number) => void, signal: AbortSignal): Promise<ImportResult> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", IMPORT);
    request.setRequestHeader("Content-Type", "application/json");
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => {
      const result = request.status === 200 ? resultOf(request.responseText) : undefined;
      if (result) {
        resolve(result);
      } else {
        reject(new ImportFailure(reasonOf(request)));
      }
    });
    request.addEventListener("error", () => reject(new ImportFailure("The server could not be reached.")));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function resultOf(text: string): ImportResult | undefined {
  const { imported, conversations, skipped } = (parsed(text) ?? {}) as Partial<ImportResult>;
  return typeof imported === "number" && Array.isArray(conversations)
    ? { imported, conversations, skipped: Array.isArray(skipped) ? skipped : [] }
    : undefined;
}

function reasonOf({ status, responseText }: XMLHttpRequest): string {
  const { detail } = (parsed(responseText) ?? {}) as { detail?: unknown };
  if (typeof detail === "string" && detail !== "") {
    return detail;
  }
  return status === TOO_LARGE ? "The file is larger than the server takes." : "The server could not read the file.";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
