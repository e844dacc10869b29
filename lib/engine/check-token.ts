import { isCleanText } from "./clean-text.ts";
import type { Credential } from "./decision.ts";
import type { IssuerData } from "./deployment.ts";
import { own } from "./own.ts";
import { isPlainNumber } from "./plain-number.ts";

type Verified = Extract<Credential, { state: "verified" }>;

const lifetimeSecondsMax = 3600;
/** Rule 12: how far in the future a token may say it was issued. */
const skewSeconds = 60;

/**
 * What makes a token whose signature verified invalid all the same (RFC 9068 section 4, RFC 9449 section 7,
 * RFC 8705 section 3): the name of the claim, or null. The signature's verdict may come from a cache; this
 * is asked every time.
 */
export function checkToken(
  token: Verified,
  issuer: IssuerData | undefined,
  audience: string,
  now: number,
): string | null {
  if (!issuer || token.claims["iss"] !== issuer.issuer) return "iss";
  return (
    checkHeader(token, issuer) ??
    checkTimes(token, now) ??
    checkNames(token, issuer, audience) ??
    checkConfirmation(token) ??
    (isCleanObject(token.header) && isCleanObject(token.claims) ? null : "text")
  );
}

function checkHeader({ header }: Verified, { keys }: IssuerData): string | null {
  const { typ, alg, kid } = header;
  if (typ !== "at+jwt" && typ !== "application/at+jwt") return "typ";
  if (Object.hasOwn(header, "crit")) return "crit";
  if (typeof kid !== "string") return "kid";
  const key = own(keys, kid);
  if (!key) return "kid";
  return key.alg === alg ? null : "alg";
}

/** No leeway: stock OPA has none (rule 12). */
function checkTimes({ claims }: Verified, now: number): string | null {
  const { exp, iat, nbf } = claims;
  if (!isTime(exp) || now >= exp) return "exp";
  if (!isTime(iat) || iat > now + skewSeconds) return "iat";
  if (exp - iat > lifetimeSecondsMax) return "lifetime";
  if (nbf === undefined) return null;
  return isTime(nbf) && nbf <= now ? null : "nbf";
}

function checkNames({ claims }: Verified, { local }: IssuerData, audience: string): string | null {
  if (!isForAudience({ claims }, audience)) return "aud";
  if (!isName(claims["sub"])) return "sub";
  if (!isName(claims["jti"])) return "jti";
  return local && !isName(claims["sid"]) ? "sid" : null;
}

export function isForAudience({ claims }: Pick<Verified, "claims">, audience: string): boolean {
  const { aud } = claims;
  return Array.isArray(aud) ? aud.includes(audience) : aud === audience;
}

/** A bound token needs a verified proof of each member, and DPoP's scheme for a DPoP key. */
function checkConfirmation({ claims, scheme, proofs }: Verified): string | null {
  const { cnf } = claims;
  if (cnf === undefined) return scheme === "DPoP" ? "scheme" : null;
  if (typeof cnf !== "object" || cnf === null) return "cnf";
  const members = Object.keys(cnf);
  if (members.length === 0) return "cnf";
  let bound = false;
  for (const name of members) {
    if (!isProved(proofs, name, Reflect.get(cnf, name))) return "cnf";
    bound ||= name === "jkt";
  }
  return bound === (scheme === "DPoP") ? null : "scheme";
}

/** A way of binding that is not known here can't have been proved. */
function isProved({ jkt, x5t }: Verified["proofs"], name: string, value: unknown): boolean {
  if (name === "jkt") return jkt !== null && jkt === value;
  return name === "x5t#S256" && x5t !== null && x5t === value;
}

/** Header and claims are kept with a cached verdict, so their text is looked at once. */
const clean = new WeakSet();

function isCleanObject(object: Verified["claims"]): boolean {
  if (clean.has(object)) return true;
  if (!isCleanValue(object)) return false;
  clean.add(object);
  return true;
}

/** Rule 5, for names and values at any depth. */
function isCleanValue(value: unknown): boolean {
  if (typeof value === "string") return isReadableText(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, item]) => isReadableText(key) && isCleanValue(item));
}

/** A replacement character is what a lone surrogate has become in OPA, where the two can't be told apart. */
function isReadableText(text: string): boolean {
  return isCleanText(text) && !text.includes("\uFFFD");
}

/** Rule 2: a number that Go and JavaScript read differently is no time. */
function isTime(value: unknown): value is number {
  return typeof value === "number" && isPlainNumber(value);
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
