import { createHash } from "node:crypto";
import type { CanaryPlan } from "#lib/canaries/contract.ts";
import { canonicalJson } from "#lib/bundle/canonical-json.ts";

/**
 * What a person's passkey signs: SHA-256 (base64url) over the canonical JSON of the content together with its
 * place and who gets it first. The deployment, channel, number and base are in it, so that an approval can't be used
 * for another deployment, nor a second time, nor on top of something the approver has not seen.
 */
export function releaseDigest(release: {
  readonly deployment: string;
  readonly channel: string;
  readonly number: number;
  readonly baseNumber: number | null;
  readonly content: unknown;
  readonly canary: CanaryPlan | null;
}): string {
  const { deployment, channel, number, baseNumber, content, canary } = release;
  const text = canonicalJson({
    kind: "sallyport release",
    deployment,
    channel,
    number,
    base: baseNumber,
    content,
    ...(canary && { canary }),
  });
  return createHash("sha256").update(text).digest("base64url");
}
