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
  /** Hosts in canonical form, which need no second look. */
  knownHosts: ReadonlySet<string> = none,
): Canonical {
  const detail = checkHeaders(request.headers);
  if (detail !== null) return refuse(detail);
  const { method } = request;
  if (!commonMethods.has(method) && !isMethod(method)) return refuse("method");
  const host = knownHosts.has(request.host) ? request.host : canonicalHost(request.host, ports);
  if (host === null) return refuse("host");
  const read = canonicaliseTarget(request.target);
  if (!read.ok) return read;
  const { segments, trailingSlash, query } = read.target;
  return { ok: true, request: { method, host, segments, trailingSlash, query } };
}

const none: ReadonlySet<string> = new Set();
const commonMethods: ReadonlySet<string> = new Set([
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
]);

function isMethod(method: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}$/.test(method) && method !== "CONNECT";
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
  const { segments, trailingSlash } = path;
  if (mark < 0) return { ok: true, target: { segments, trailingSlash, query: noQuery } };
  const query = text.slice(mark + 1);
  const problem = checkQuery(query);
  if (problem !== null) return refuse(problem);
  return { ok: true, target: { segments, trailingSlash, query: lazyQuery(query) } };
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
    const values = headers[name];
    if (values !== undefined && values.length > 1) return `duplicate header ${name}`;
  }
  return null;
}

/** Also spelled with underscores, which CGI, WSGI and their like can't tell from hyphens. */
export function isMethodOverride(name: string): boolean {
  return overrideHeaders.has(name.includes("_") ? name.replaceAll("_", "-") : name);
}

const slash = 0x2f;

/** What stands for itself in a segment, by its code: the same set as in `encodedSegment`. */
const plainCodes: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  /^[A-Za-z0-9\-._~!$&'()*+,=:@]$/.test(String.fromCharCode(code)),
);

/** Segments, or which rule is broken. One pass, because every decision begins with it. */
function readPath(path: string): Omit<Target, "query"> | string {
  const end = path.length;
  if (end === 1) return { segments: [], trailingSlash: true };
  if (end > segmentsMax && countSegments(path) > segmentsMax) return "too many segments";
  const segments: string[] = [];
  let start = 1;
  let plain = true;
  for (let index = 1; index < end; index += 1) {
    const code = path.charCodeAt(index);
    if (code !== slash) {
      plain &&= plainCodes[code] === true;
      continue;
    }
    const problem = addSegment(segments, path.slice(start, index), plain);
    if (problem !== null) return problem;
    start = index + 1;
    plain = true;
  }
  if (start === end) return { segments, trailingSlash: true };
  return addSegment(segments, path.slice(start), plain) ?? { segments, trailingSlash: false };
}

function countSegments(path: string): number {
  const parts = path.split("/").length - 1;
  return path.endsWith("/") ? parts - 1 : parts;
}

/** Adds what the text means, or says which rule it breaks. */
function addSegment(segments: string[], raw: string, plain: boolean): string | null {
  if (raw === "") return "empty segment";
  if (raw === "." || raw === "..") return "dot segment";
  if (plain) {
    segments.push(raw);
    return null;
  }
  if (!encodedSegment.test(raw)) return "character in path";
  if (refusedEncoding.test(raw)) return "encoding in path";
  const text = decode(raw);
  if (text === null || !isCleanText(text)) return "text in path";
  segments.push(text);
  return null;
}

const encodedSegment = /^(?:[A-Za-z0-9\-._~!$&'()*+,=:@]|%[0-9A-Fa-f]{2})+$/;
/** Unreserved bytes, controls, slash, backslash, semicolon, and a per cent sign that encodes an encoding. */
const refusedEncoding =
  /%(?:2[dDeEfF]|3[0-9bB]|4[1-9a-fA-F]|5[0-9aAfFcC]|6[1-9a-fA-F]|7[0-9aAeEfF]|[01][0-9A-Fa-f]|25[0-9A-Fa-f]{2})/;

function checkQuery(query: string): string | null {
  if (!/^[\x21\x22\x24-\x7E]*$/.test(query)) return "character in query";
  if (!query.includes("%")) return null;
  for (const [name, value] of query.split("&").map(splitParameter)) {
    const texts = [decode(name), decode(value)];
    if (!texts.every((text) => text !== null && isCleanText(text))) return "encoding in query";
  }
  return null;
}

const emptyQuery: ReadonlyMap<string, string | null> = new Map();
const noQuery = () => emptyQuery;

function lazyQuery(query: string): Target["query"] {
  let parsed: ReadonlyMap<string, string | null> | null = null;
  return () => (parsed ??= readQuery(query));
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
