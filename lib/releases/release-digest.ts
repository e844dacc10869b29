import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/bundle/canonical-json.ts";

/**
 * What a person's passkey signs: SHA-256 (base64url) over the canonical JSON of the content together with its
 * place. The deployment, channel, number and base are in it, so that an approval can't be used for another
 * deployment, nor a second time, nor on top of something the approver has not seen.
 */
export function releaseDigest(release: {
  readonly deployment: string;
  readonly channel: string;
  readonly number: number;
  readonly baseNumber: number | null;
  readonly content: unknown;
}): string {
  const { deployment, channel, number, baseNumber, content } = release;
  const text = canonicalJson({
    kind: "sallyport release",
    deployment,
    channel,
    number,
    base: baseNumber,
    content,
  });
  return createHash("sha256").update(text).digest("base64url");
}
