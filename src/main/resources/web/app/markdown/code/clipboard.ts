/** Puts the text into the clipboard; whether that worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The clipboard is there only over TLS or on this machine, and may be forbidden; the old way often still works.
    return copySelection(text);
  }
}

/**
 * Puts a text into the clipboard twice, plain and as HTML, so that each program takes what it can; whether that
 * worked. The HTML may take a while to be made: browsers allow that only as a promise.
 */
export async function copyRich(text: string, html: Promise<string>): Promise<boolean> {
  try {
    const item = new ClipboardItem({
      "text/plain": new Blob([text], { type: "text/plain" }),
      "text/html": html.then((made) => new Blob([made], { type: "text/html" })),
    });
    await navigator.clipboard.write([item]);
    return true;
  } catch {
    const made = await html.catch(() => "");
    return made === "" ? copyText(text) : copyByEvent(text, made);
  }
}

function copyByEvent(text: string, html: string): boolean {
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData("text/plain", text);
    event.clipboardData?.setData("text/html", html);
    event.preventDefault();
  };
  document.addEventListener("copy", fill, { once: true });
  try {
    return document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", fill);
  }
}

function copySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) {
    focused.focus();
  }
  return copied;
}
