/** What a proxy says while the server behind it is away. */
const AWAY = new Set([502, 503, 504]);

/** Whether the server is there: any answer of its own will do. */
export async function isAnswered(signal: AbortSignal): Promise<boolean> {
  try {
    const { status } = await fetch("/api/conversations?limit=1", { method: "HEAD", cache: "no-store", signal });
    return !AWAY.has(status);
  } catch {
    return false;
  }
}
