import { say } from "./words.ts";

const TOO_LARGE = 413;

/** What went wrong with a file, in words for the reader. */
export class FileFailure extends Error {}

/**
 * Sends a file to the server and gives back what it answers. A request of the older kind, since only that tells how far it is.
 *
 * @param progress told the part that has been sent, 0 to 1
 */
export function sendFile(
  address: string,
  type: string,
  file: Blob,
  progress: (sent: number) => void,
  signal: AbortSignal,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Content-Type", type);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => {
      const answer = request.status < 300 ? parsed(request.responseText) : undefined;
      if (answer !== undefined) {
        resolve(answer);
      } else {
        reject(new FileFailure(reasonOf(request)));
      }
    });
    request.addEventListener("error", () => reject(new FileFailure(say("sidebar.unreachable"))));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function reasonOf({ status, responseText }: XMLHttpRequest): string {
  const { detail } = (parsed(responseText) ?? {}) as { detail?: unknown };
  if (typeof detail === "string" && detail !== "") {
    return detail;
  }
  return status === TOO_LARGE ? say("sidebar.fileTooLarge") : say("sidebar.fileUnreadable");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
