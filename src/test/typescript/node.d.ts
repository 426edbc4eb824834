// The little of Node.js that the tests here use; its own types do not come as a jar.
declare module "node:test" {
  export function test(name: string, body: () => void | Promise<void>): Promise<void>;
  export function describe(name: string, body: () => void): Promise<void>;
}

declare module "node:assert/strict" {
  export function equal(actual: unknown, expected: unknown, message?: string): void;
  export function deepEqual(actual: unknown, expected: unknown, message?: string): void;
  export function ok(actual: unknown, message?: string): asserts actual;
  export function throws(body: () => unknown, expected?: RegExp): void;
}

declare module "node:fs" {
  export function readFileSync(path: string | URL, encoding: "utf8"): string;
  export function readdirSync(path: string | URL): string[];
}
