import { readJson } from "./read-json.ts";

export type ReadToken =
  | {
      readonly ok: true;
      readonly header: Readonly<Record<string, unknown>>;
      readonly claims: Readonly<Record<string, unknown>>;
    }
  | { readonly ok: false; readonly why: string };

const lengthMax = 16_384;
const compact = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){2}$/;

/**
 * Header and claims of a compact JWS (RFC 7515 section 3.1), not verified. Strict before anything else looks
 * at it: at most 16 kB, base64url without padding or spaces and with no bits left over, UTF-8, no key twice
 * at any depth. So one token has one text, which is what caches and logs are keyed by.
 */
export function readToken(text: string): ReadToken {
  if (text.length > lengthMax) return { ok: false, why: "too long" };
  if (!compact.test(text)) return { ok: false, why: "not a compact JWS" };
  const [head = "", body = "", signature = ""] = text.split(".");
  if (decodeBytes(signature) === null) return { ok: false, why: "signature is not base64url" };
  const header = readPart(head);
  if (!header) return { ok: false, why: "header" };
  const claims = readPart(body);
  return claims ? { ok: true, header, claims } : { ok: false, why: "claims" };
}

function readPart(part: string): Readonly<Record<string, unknown>> | null {
  const bytes = decodeBytes(part);
  if (!bytes) return null;
  try {
    return readJson(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** Null if the last character carries bits that belong to no byte: two texts would mean the same bytes. */
function decodeBytes(part: string): Uint8Array | null {
  if (part.length % 4 === 1) return null;
  try {
    const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    const again = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
    return again === part ? Uint8Array.from(binary, (character) => character.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}
