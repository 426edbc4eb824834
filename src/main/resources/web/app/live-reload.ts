/** A server under development looks for changed code at a request by HTTP only: so one goes before each message. */
export async function noticeChangedCode(): Promise<void> {
  if (document.body.dataset["development"] === "true") {
    await fetch("/api/handlers", { method: "HEAD" }).catch(() => undefined);
  }
}
