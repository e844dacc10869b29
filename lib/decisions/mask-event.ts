const textMax = 4096;
const membersMax = 200;
const depthMax = 16;

/** A run of what a compact JWS is made of: found in one pass, so that no text makes the search go round. */
const runs = /[\w.-]+/g;
/** Whatever follows an authentication scheme. */
const schemes = /\b(Bearer|Basic|DPoP|Negotiate)\s+[\w.~+/=-]{8,}/gi;
const blank = /\s/;

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

/**
 * What of an event may be kept: no token, no cookie, no value of a query, no text that Postgres can't hold. It
 * runs here as well as in the enforcer, because an OPA with another configuration masks nothing. Long texts, wide
 * lists and deep nests are cut.
 */
export function maskValue(value: unknown, name = "", depth = 0): unknown {
  if (secretNames.test(name) && !isAsked(value)) return "masked";
  if (typeof value === "string") return maskText(value, name);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= depthMax) return "cut off";
  if (Array.isArray(value))
    return value.slice(0, membersMax).map((each) => maskValue(each, name, depth + 1));
  const members = Object.entries(value).slice(0, membersMax);
  return Object.fromEntries(
    members.map(([key, member]) => [
      cutText(maskText(key), 200),
      name === "headers" && !plainHeaders.has(key.toLowerCase())
        ? "masked"
        : maskValue(member, key, depth + 1),
    ]),
  );
}

/** What a challenge asks of the next token (`challenge.token`) is no token. */
function isAsked(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== "object") return false;
  return Object.keys(value).every((key) => key === "scopes" || key === "sender_constrained");
}

/** `name`: of a target or path the values of the query go as well. */
export function maskText(text: string, name = ""): string {
  const clean = cleanText(text);
  const shown = name === "target" || name === "path" ? maskQuery(clean) : clean;
  return cutText(maskSchemes(maskRuns(shown)), textMax);
}

/** Most texts have no beginning of a token: looking for that alone is far cheaper than going through the runs. */
function maskRuns(text: string): string {
  return text.includes("eyJ") ? text.replaceAll(runs, maskRun) : text;
}

/** Nor has most of what an event says a blank, without which nothing follows a scheme. */
function maskSchemes(text: string): string {
  return blank.test(text) ? text.replaceAll(schemes, "$1 masked") : text;
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
  const at = target.search(/[?#]/);
  if (at < 0) return target;
  const query = target
    .slice(at + 1)
    .split("&")
    .map((pair) => (pair.includes("=") ? `${pair.slice(0, pair.indexOf("="))}=masked` : "masked"))
    .join("&");
  return `${target.slice(0, at)}?${query}`;
}

/** Without NUL, which Postgres can't store, and without lone surrogates. */
export function cleanText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes("\0") ? wellFormed.replaceAll("\0", "\u{FFFD}") : wellFormed;
}
