import type { DecisionInput } from "#lib/engine/decision.ts";
import { isClean } from "./world.ts";

export type ReadRequest = {
  readonly method: string;
  readonly host: string;
  readonly segments: readonly string[];
  readonly trailingSlash: boolean;
  /** Every value that a parameter came with. */
  readonly query: ReadonlyMap<string, readonly string[]>;
};

/** Step 1, rules 34 to 38 and 42; null is malformed. */
export function readRequest(
  { method, host, target, headers }: DecisionInput["request"],
  ports: readonly number[],
): ReadRequest | null {
  const overriding = ["x-http-method-override", "x-http-method", "x-method-override"];
  const names = Object.keys(headers).map((name) => name.replaceAll("_", "-"));
  if (names.some((name) => overriding.includes(name))) return null;
  for (const name of ["host", "authorization"]) if ((headers[name] ?? []).length > 1) return null;
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}$/.test(method) || method === "CONNECT") return null;
  const name = readHost(host, ports);
  const [path = "", ...rest] = target.split("?");
  const segments = readPath(path);
  const query = readQuery(rest.join("?"));
  if (name === null || segments === null || query === null || target.length > 8192) return null;
  return { method, host: name, segments, trailingSlash: path.endsWith("/"), query };
}

function readHost(text: string, ports: readonly number[]): string | null {
  const [name = "", port, ...more] = text.split(":");
  const host = name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/\.$/, "");
  const labels = host.split(".");
  if (more.length > 0 || host.length > 253) return null;
  if (!labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) return null;
  if (port === undefined) return host;
  if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535) return null;
  return ports.includes(Number(port)) ? host : text;
}

function readPath(path: string): readonly string[] | null {
  if (!path.startsWith("/")) return null;
  if (path === "/") return [];
  const parts = path.replace(/\/$/, "").split("/").slice(1);
  const segments = parts.map(readSegment);
  if (parts.length > 64 || segments.includes(null)) return null;
  return segments.filter((segment) => segment !== null);
}

function readSegment(raw: string): string | null {
  if (raw === "" || raw === "." || raw === "..") return null;
  if (!/^([A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})+$/.test(raw)) return null;
  const needless = (raw.match(/%../g) ?? []).some((code) =>
    /[A-Za-z0-9._~-]/.test(String.fromCharCode(Number.parseInt(code.slice(1), 16))),
  );
  const text = decode(raw);
  if (needless || text === null || !isClean(text)) return null;
  const ambiguous = /[/\\;]|%[0-9A-Fa-f]{2}/.test(text);
  const control = [...raw.matchAll(/%([01].|7[fF])/g)].length > 0;
  return ambiguous || control ? null : text;
}

function readQuery(query: string): ReadonlyMap<string, readonly string[]> | null {
  const values = new Map<string, string[]>();
  if (/[^\u0021-\u007e]|#/.test(query)) return null;
  for (const part of query.split("&").filter((one) => one !== "")) {
    const [left = "", ...right] = part.split("=");
    const name = decode(left.replaceAll("+", " "));
    const value = decode(right.join("=").replaceAll("+", " "));
    if (name === null || value === null || !isClean(name) || !isClean(value)) return null;
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return values;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
