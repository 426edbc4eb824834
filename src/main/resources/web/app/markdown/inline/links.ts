const SCHEMES: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/** The address, if a reader may be sent there: absolute, and on the web or for mail. */
export function linkTarget(address: string | null): URL | undefined {
  const url = address === null ? null : URL.parse(address);
  return url && SCHEMES.has(url.protocol) ? url : undefined;
}
