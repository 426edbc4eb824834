/** What the page keeps in the browser. Reading and writing never fail: a browser may forbid both. */

export function readSetting(key: string): string | undefined {
  try {
    return localStorage.getItem(`parley.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepSetting(key: string, value: string | undefined): void {
  try {
    if (value === undefined || value === "") {
      localStorage.removeItem(`parley.${key}`);
    } else {
      localStorage.setItem(`parley.${key}`, value);
    }
  } catch {
    // Then it holds until the page is left.
  }
}
