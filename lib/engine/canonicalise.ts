import { isCleanText } from "./clean-text.ts";
import type { DecisionInput } from "./decision.ts";
import { canonicalHost } from "./parse-host.ts";

/** A request that means one thing only: what a gateway forwards and what was decided are the same. */
export type CanonicalRequest = {
  readonly method: string;
  readonly host: string;
  /** Decoded; none for the path `/`. */
  readonly segments: readonly string[];
  readonly trailingSlash: boolean;
  /** Null for a parameter that came more than once. */
  readonly query: () => ReadonlyMap<string, string | null>;
};

export type Canonical =
  | { readonly ok: true; readonly request: CanonicalRequest }
  /** Which rule it breaks, for administrators. */
  | { readonly ok: false; readonly detail: string };

const targetLengthMax = 8192;
const segmentsMax = 64;
const overrideHeaders: ReadonlySet<string> = new Set([
  "x-http-method-override",
  "x-http-method",
  "x-method-override",
]);
const onceHeaders = ["host", "authorization"];

/**
 * Step 1: refuse, never repair. RFC 3986 in origin form (RFC 9112 section 3.2.1), narrowed to what every
 * gateway and framework reads the same way: no dot or empty segments, no `;`, no encoded slash, backslash,
 * control or unreserved byte, no double encoding, valid UTF-8 in normal form C.
 */
export function canonicalise(
  request: DecisionInput["request"],
  ports: ReadonlySet<number>,
): Canonical {
  const detail = checkHeaders(request.headers);
  if (detail !== null) return refuse(detail);
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}$/.test(request.method) || request.method === "CONNECT")
    return refuse("method");
  const host = canonicalHost(request.host, ports);
  if (host === null) return refuse("host");
  const target = canonicaliseTarget(request.target);
  return target.ok
    ? { ok: true, request: { method: request.method, host, ...target.target } }
    : target;
}

type Target = Pick<CanonicalRequest, "segments" | "trailingSlash" | "query">;

/** The request target alone. */
export function canonicaliseTarget(
  text: string,
):
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly detail: string } {
  if (text.length > targetLengthMax) return refuse("target too long");
  if (!text.startsWith("/")) return refuse("not an origin-form target");
  const mark = text.indexOf("?");
  const path = readPath(mark < 0 ? text : text.slice(0, mark));
  if (typeof path === "string") return refuse(path);
  const query = mark < 0 ? null : text.slice(mark + 1);
  const problem = query === null ? null : checkQuery(query);
  if (problem !== null) return refuse(problem);
  return { ok: true, target: { ...path, query: lazyQuery(query) } };
}

/** The one text of a path: what `canonicaliseTarget` reads back as the same segments. */
export function canonicalPath({
  segments,
  trailingSlash,
}: Pick<Target, "segments" | "trailingSlash">): string {
  const path = segments.map((segment) => `/${encodeURIComponent(segment)}`).join("");
  return trailingSlash ? `${path}/` : path;
}

function refuse(detail: string): { readonly ok: false; readonly detail: string } {
  return { ok: false, detail };
}

function checkHeaders(headers: DecisionInput["request"]["headers"]): string | null {
  for (const name of Object.keys(headers)) {
    if (isMethodOverride(name)) return `header ${name}`;
  }
  for (const name of onceHeaders) {
    if (Object.hasOwn(headers, name) && (headers[name]?.length ?? 0) > 1)
      return `duplicate header ${name}`;
  }
  return null;
}

/** Also spelled with underscores, which CGI, WSGI and their like can't tell from hyphens. */
export function isMethodOverride(name: string): boolean {
  return overrideHeaders.has(name.includes("_") ? name.replaceAll("_", "-") : name);
}

/** Segments, or which rule is broken. */
function readPath(path: string): Omit<Target, "query"> | string {
  if (path === "/") return { segments: [], trailingSlash: true };
  const parts = path.split("/");
  const trailingSlash = parts.at(-1) === "";
  const end = trailingSlash ? parts.length - 1 : parts.length;
  if (end - 1 > segmentsMax) return "too many segments";
  const segments: string[] = [];
  for (let index = 1; index < end; index += 1) {
    const segment = readSegment(parts[index] ?? "");
    if (!segment.ok) return segment.detail;
    segments.push(segment.text);
  }
  return { segments, trailingSlash };
}

const plainSegment = /^[A-Za-z0-9\-._~!$&'()*+,=:@]+$/;
const encodedSegment = /^(?:[A-Za-z0-9\-._~!$&'()*+,=:@]|%[0-9A-Fa-f]{2})+$/;
/** Unreserved bytes, controls, slash, backslash, semicolon, and a per cent sign that encodes an encoding. */
const refusedEncoding =
  /%(?:2[dDeEfF]|3[0-9bB]|4[1-9a-fA-F]|5[0-9aAfFcC]|6[1-9a-fA-F]|7[0-9aAeEfF]|[01][0-9A-Fa-f]|25[0-9A-Fa-f]{2})/;

type Segment =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly detail: string };

function readSegment(raw: string): Segment {
  if (raw === "") return refuse("empty segment");
  if (raw === "." || raw === "..") return refuse("dot segment");
  if (plainSegment.test(raw)) return { ok: true, text: raw };
  if (!encodedSegment.test(raw)) return refuse("character in path");
  if (refusedEncoding.test(raw)) return refuse("encoding in path");
  const text = decode(raw);
  return text !== null && isCleanText(text) ? { ok: true, text } : refuse("text in path");
}

function checkQuery(query: string): string | null {
  if (!/^[\x21\x22\x24-\x7E]*$/.test(query)) return "character in query";
  if (!query.includes("%")) return null;
  for (const [name, value] of query.split("&").map(splitParameter)) {
    const texts = [decode(name), decode(value)];
    if (!texts.every((text) => text !== null && isCleanText(text))) return "encoding in query";
  }
  return null;
}

function lazyQuery(query: string | null): Target["query"] {
  let parsed: ReadonlyMap<string, string | null> | null = null;
  return () => (parsed ??= readQuery(query ?? ""));
}

/** Rule 38: `+` is a space; a name that comes twice has no value. */
function readQuery(query: string): ReadonlyMap<string, string | null> {
  const values = new Map<string, string | null>();
  for (const part of query.split("&")) {
    if (part === "") continue;
    const [left, right] = splitParameter(part);
    const name = decode(left.replaceAll("+", " ")) ?? "";
    const value = decode(right.replaceAll("+", " "));
    values.set(name, values.has(name) ? null : value);
  }
  return values;
}

/** At the first `=`. A value may hold more of them, and one may combine with what follows it (`=` and U+0338). */
function splitParameter(part: string): readonly [name: string, value: string] {
  const equals = part.indexOf("=");
  return equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
}

/** Null for a broken escape or invalid UTF-8; overlong forms and surrogates are invalid UTF-8. */
function decode(text: string): string | null {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
