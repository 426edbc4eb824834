const WORKER = "/worker.js";

/** Has the browser keep a page that says when the server cannot be reached. A browser may have no workers, or forbid them. */
export function keepOfflinePage(): void {
  if (!("serviceWorker" in navigator) || !isSecureContext) {
    return;
  }
  const policy = globalThis.trustedTypes?.createPolicy("parley", {
    createScriptURL: (address) => {
      if (address !== WORKER) {
        throw new TypeError(`Not a script of the page: ${address}`);
      }
      return address;
    },
  });
  const address = (policy?.createScriptURL(WORKER) ?? WORKER) as string;
  void navigator.serviceWorker.register(address).catch(() => undefined);
}
