import { FileFailure, sendFile } from "./file-request.ts";

export interface ImportResult {
  imported: number;
  conversations: string[];
  skipped: { title: string; reason: string }[];
}

/**
 * Sends a file's conversations to the server.
 *
 * @param progress told the part that has been sent, 0 to 1
 */
export async function importFile(
  file: Blob,
  progress: (sent: number) => void,
  signal: AbortSignal,
): Promise<ImportResult> {
  const answer = await sendFile("/api/import", "application/json", file, progress, signal);
  const { imported, conversations, skipped } = answer as Partial<ImportResult>;
  if (typeof imported !== "number" || !Array.isArray(conversations)) {
    throw new FileFailure("The server could not read the file.");
  }
  return { imported, conversations, skipped: Array.isArray(skipped) ? skipped : [] };
}
