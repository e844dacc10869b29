const textMax = 4096;
const membersMax = 200;
const depthMax = 16;

/** A run of what a compact JWS is made of: found in one pass, so that no text makes the search go round. */
const runs = /[\w.-]+/g;
/** Whatever follows an authentication scheme. */
const schemes = /\b(Bearer|Basic|DPoP|Negotiate)\s+[\w.~+/=-]{8,}/gi;
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const suspicious = /eyJ|[\s\0-\u001f"\\\ud800-\udfff]/;
const queryMark = /[?#]/;

/** Header values that say something about a decision; every other header keeps its name alone. */
const plainHeaders: ReadonlySet<string> = new Set([
  "host",
  "origin",
  "access-control-request-method",
  "x-http-method-override",
  "x-http-method",
  "x-method-override",
]);

const secretNames =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|dpop|token|access_token|refresh_token|id_token|client_secret|password|secret|api_key|apikey|x-api-key)$/i;

/** What masking and JSON make of a member's name, so that it is found once and not for every event. */
type Name = {
  readonly json: string;
  readonly isSecret: boolean;
  readonly hasQuery: boolean;
  readonly holdsHeaders: boolean;
  readonly isPlainHeader: boolean;
};

const names = new Map<string, Name>();
/** Events have some fifty names; whoever sends others makes us forget, not grow. */
const namesMax = 1000;
const nameCharactersMax = 64;
const root = describeName("");

/**
 * What of an event may be kept, as JSON: no token, no cookie, no value of a query, no text that Postgres can't hold.
 * It runs here as well as in the enforcer, because an OPA with another configuration masks nothing. Long texts, wide
 * lists and deep nests are cut. Masked and written in one pass: an event has some thirty texts, nearly all of them
 * short and harmless.
 */
export function maskedJson(value: unknown): string {
  return write(value, root, 0);
}

function write(value: unknown, name: Name, depth: number): string {
  if (name.isSecret && !isAsked(value)) return '"masked"';
  if (typeof value === "string") return writeText(value, name.hasQuery);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (depth >= depthMax) return '"cut off"';
  if (!Array.isArray(value)) return writeObject(value, name, depth + 1);
  const listed = value.slice(0, membersMax).map((each) => write(each, name, depth + 1));
  return `[${listed.join()}]`;
}

function writeObject(object: object, { holdsHeaders }: Name, depth: number): string {
  let members = "";
  let count = 0;
  for (const [key, value] of Object.entries(object)) {
    if ((count += 1) > membersMax) break;
    const name = nameOf(key);
    const kept = holdsHeaders && !name.isPlainHeader ? '"masked"' : write(value, name, depth);
    members += `${members === "" ? "" : ","}${name.json}:${kept}`;
  }
  return `{${members}}`;
}

function writeText(text: string, hasQuery: boolean): string {
  const asItIs = text.length <= textMax && isHarmless(text) && !(hasQuery && queryMark.test(text));
  return asItIs ? `"${text}"` : JSON.stringify(maskText(text, hasQuery));
}

function nameOf(key: string): Name {
  const known = names.get(key);
  if (known) return known;
  const name = describeName(key);
  if (key.length > nameCharactersMax) return name;
  if (names.size >= namesMax) names.clear();
  names.set(key, name);
  return name;
}

function describeName(key: string): Name {
  return {
    json: JSON.stringify(cutText(maskText(key), 200)),
    isSecret: secretNames.test(key),
    hasQuery: key === "target" || key === "path",
    holdsHeaders: key === "headers",
    isPlainHeader: plainHeaders.has(key.toLowerCase()),
  };
}

/** What a challenge asks of the next token (`challenge.token`) is no token. */
function isAsked(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== "object") return false;
  return Object.keys(value).every((key) => key === "scopes" || key === "sender_constrained");
}

/** `hasQuery`: of a target or path the values of the query go as well. */
export function maskText(text: string, hasQuery = false): string {
  const shown = hasQuery ? maskQuery(text) : text;
  if (isHarmless(shown)) return cutText(shown, textMax);
  return cutText(maskRuns(cleanText(shown)).replaceAll(schemes, "$1 masked"), textMax);
}

/**
 * Neither a token (none begins otherwise than with `eyJ`, nothing follows a scheme without a blank), nor what
 * Postgres can't hold, nor what JSON writes otherwise: one look that most texts pass.
 */
function isHarmless(text: string): boolean {
  return !suspicious.test(text);
}

/** Sentences have many runs and no beginning of a token: looking for that alone is far cheaper. */
function maskRuns(text: string): string {
  return text.includes("eyJ") ? text.replaceAll(runs, maskRun) : text;
}

/** From the beginning of a compact JWS on. */
function maskRun(run: string): string {
  const at = run.indexOf("eyJ");
  return at >= 0 && run.includes(".", at) ? `${run.slice(0, at)}masked` : run;
}

/** Cut between two characters: half of one is a lone surrogate, which a jsonb column does not take. */
export function cutText(text: string, charactersMax: number): string {
  return text.length <= charactersMax ? text : text.slice(0, charactersMax).toWellFormed();
}

/** Names of parameters say which filter was used; values may be anybody's data. */
function maskQuery(target: string): string {
  const at = target.search(queryMark);
  if (at < 0) return target;
  const query = target
    .slice(at + 1)
    .split("&")
    .map((pair) => (pair.includes("=") ? `${pair.slice(0, pair.indexOf("="))}=masked` : "masked"))
    .join("&");
  return `${target.slice(0, at)}?${query}`;
}

/** Without NUL, which Postgres can't store, and without lone surrogates. */
function cleanText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes("\0") ? wellFormed.replaceAll("\0", "\u{FFFD}") : wellFormed;
}
