const WORKER = "/worker.js";

/** As much of Trusted Types as is needed here; a browser may not have them. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): typeof rules;
}

declare const trustedTypes: TrustedTypes | undefined;

/** Has the browser keep a page that says when the server cannot be reached. A browser may have no workers, or forbid them. */
export function keepOfflinePage(): void {
  if (!("serviceWorker" in navigator) || !isSecureContext) {
    return;
  }
  const types = "trustedTypes" in globalThis ? trustedTypes : undefined;
  const policy = types?.createPolicy("parley", {
    createScriptURL: (address) => {
      if (address !== WORKER) {
        throw new TypeError(`Not a script of the page: ${address}`);
      }
      return address;
    },
  });
  void navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER).catch(() => undefined);
}
