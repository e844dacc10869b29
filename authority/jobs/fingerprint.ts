import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/bundle/canonical-json.ts";

/** SHA-256 (base64url) of what a bundle is built from: the same fingerprint needs no new revision. */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("base64url");
}
