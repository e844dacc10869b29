export type HostEntry = { readonly host: string; readonly port: number | null };

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A host of an API: A-labels in lower case, `*` for exactly one leftmost label, an optional port (rule 42). */
export function parseHostEntry(text: string): HostEntry | null {
  const [host = "", port, ...rest] = text.split(":");
  if (rest.length > 0 || (port !== undefined && parsePort(port) === null)) return null;
  const labels = host.split(".");
  const named = labels[0] === "*" ? labels.slice(1) : labels;
  if (host.length > 253 || named.length === 0 || !named.every((one) => label.test(one)))
    return null;
  return { host, port: port === undefined ? null : parsePort(port) };
}

/** 1 to 65535 without leading zeros; null for anything else. */
export function parsePort(text: string): number | null {
  if (!/^[1-9]\d{0,4}$/.test(text)) return null;
  const port = Number(text);
  return port <= 65_535 ? port : null;
}

/**
 * The host of a request in the form that `hosts` is keyed by: ASCII lower case, one trailing dot and a listed
 * port removed. A port that is not listed stays, so that no API is found. Null is malformed.
 */
export function canonicalHost(text: string, ports: ReadonlySet<number>): string | null {
  const colon = text.indexOf(":");
  const name = lowerAscii(colon < 0 ? text : text.slice(0, colon));
  const host = name.endsWith(".") ? name.slice(0, -1) : name;
  if (host.length > 253 || !isHostName(host)) return null;
  if (colon < 0) return host;
  const port = parsePort(text.slice(colon + 1));
  if (port === null) return null;
  return ports.has(port) ? host : `${host}:${port}`;
}

function isHostName(host: string): boolean {
  return hostName.test(host);
}

const hostName =
  /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** Only A-Z: `toLowerCase` folds the Kelvin sign into k (rule 4). */
export function lowerAscii(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (part) => part.toLowerCase()) : text;
}
