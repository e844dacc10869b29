import type { JsonWebKey } from "node:crypto";

export type PublicSigningKey = {
  readonly kid: string;
  readonly jwk: {
    readonly kty: "EC";
    readonly crv: "P-256";
    readonly x: string;
    readonly y: string;
  };
};

/** Named one by one: nothing else of a P-256 key ever reaches a column or a document that is read out. */
export function publicMembers({ x = "", y = "" }: JsonWebKey): PublicSigningKey["jwk"] {
  return { kty: "EC", crv: "P-256", x, y };
}
