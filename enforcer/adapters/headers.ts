import { isMethodOverride } from "#lib/engine/canonicalise.ts";

/** Header fields as received: names in lower case, every value of a repeated header kept. */
export type Headers = ReadonlyMap<string, readonly string[]>;

/** Node's `rawHeaders` (name, value, name, value …) as a map; nothing is joined and nothing dropped. */
export function readHeaders(rawHeaders: readonly string[]): Headers {
  const headers = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    const value = rawHeaders[index + 1] ?? "";
    const values = headers.get(name);
    if (values === undefined) headers.set(name, [value]);
    else values.push(value);
  }
  return headers;
}

/** What the engine looks at besides method, host and target. */
const decisive = ["authorization", "dpop", "origin", "access-control-request-method"] as const;

/** The headers that go into a decision; `host` is the one the request was decided for. */
export function decisiveHeaders(
  headers: Headers,
  host: readonly string[],
): Record<string, readonly string[]> {
  const chosen: Record<string, readonly string[]> = { host };
  for (const name of decisive) {
    const values = headers.get(name);
    if (values !== undefined) chosen[name] = values;
  }
  for (const [name, values] of headers) if (isMethodOverride(name)) chosen[name] = values;
  return chosen;
}
