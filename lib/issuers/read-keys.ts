import { createPublicKey, type JsonWebKey } from "node:crypto";
import { z } from "zod";
import type { IssuerData } from "#lib/engine/deployment.ts";

type Keys = IssuerData["keys"];
export type ReadKeys =
  | { readonly ok: true; readonly keys: Keys; readonly skipped: number }
  | { readonly ok: false; readonly why: string };

const keysMax = 50;
const rsaBitsMin = 2048;

const jwks = z.object({ keys: z.array(z.record(z.string(), z.unknown())).max(1000) });
const member = z.string().regex(/^[A-Za-z0-9_-]{1,1400}$/);
const kid = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x21-\x7e]+$/);

/** The public members and nothing else: what a JWKS says beside them is nobody's to distribute. */
const shapes = [
  z.object({ kty: z.literal("EC"), crv: z.literal("P-256"), x: member, y: member }),
  z.object({ kty: z.literal("RSA"), n: member, e: member }),
];

/**
 * The keys of a JWKS (RFC 7517) that tokens may be signed with: for signatures, with an id, of an algorithm that every
 * enforcer can verify (ES256, RS256, PS256). The algorithm is the key's own word, or RS256 for RSA, never a token's.
 * Others are skipped; two keys of one id, or none that is usable, make the whole set unusable.
 */
export function readKeys(text: string): ReadKeys {
  const parsed = jwks.safeParse(parseJson(text));
  if (!parsed.success) return { ok: false, why: "not a JWKS: an object with a list of keys" };
  const found = parsed.data.keys.map(readKey).filter((key) => key !== null);
  if (new Set(found.map(([id]) => id)).size < found.length)
    return { ok: false, why: "two keys have the same id" };
  if (found.length === 0)
    return { ok: false, why: "no key with an id for ES256, RS256 or PS256 signatures" };
  if (found.length > keysMax) return { ok: false, why: `more than ${keysMax} keys` };
  return {
    ok: true,
    keys: Object.fromEntries(found),
    skipped: parsed.data.keys.length - found.length,
  };
}

function readKey(key: Readonly<Record<string, unknown>>): readonly [string, Keys[string]] | null {
  const id = kid.safeParse(key["kid"]);
  const shape = shapes.map((each) => each.safeParse(key)).find((each) => each.success);
  if (!id.success || shape?.data === undefined) return null;
  if (key["use"] !== undefined && key["use"] !== "sig") return null;
  const alg = algorithmOf(key["alg"], shape.data.kty);
  if (alg === null || !isUsable(shape.data)) return null;
  const one = { ...shape.data, kid: id.data, alg, use: "sig" };
  return [id.data, { alg, jwks: JSON.stringify({ keys: [one] }) }];
}

function algorithmOf(alg: unknown, kty: "EC" | "RSA"): Keys[string]["alg"] | null {
  if (kty === "EC") return alg === undefined || alg === "ES256" ? "ES256" : null;
  if (alg === undefined || alg === "RS256") return "RS256";
  return alg === "PS256" ? "PS256" : null;
}

function isUsable(key: JsonWebKey): boolean {
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key, format: "jwk" });
    return key.kty === "EC" || (asymmetricKeyDetails?.modulusLength ?? 0) >= rsaBitsMin;
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
