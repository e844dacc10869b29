import type { Transaction } from "#lib/db/client.ts";
import type { ReleaseContent } from "#lib/engine/release-content.ts";
import { AppError, found } from "#lib/errors.ts";
import { readPolicySource } from "#lib/policies/source/read-policy-source.ts";
import { checkSnapshot, refuseErrors } from "#lib/releases/check-snapshot.ts";
import { firstChannel } from "#lib/channels/chain.ts";
import { snapshotContent } from "#lib/releases/snapshot-content.ts";
import { asContent } from "#lib/releases/stored-content.ts";

export type Draft = { readonly name: string | null; readonly source: string };

/** Before the first release: nothing is there, so that everything is denied. */
export const emptyContent: ReleaseContent = { apis: [], policies: [] };

/** What enforcers are given now; null before the first release. */
export async function readCurrentContent(tx: Transaction): Promise<ReleaseContent | null> {
  const channel = await tx.channel.findUnique({ where: { slug: firstChannel } });
  const number = channel?.releaseNumber ?? null;
  if (number === null) return null;
  const row = await tx.release.findUnique({ where: { number }, select: { content: true } });
  return row ? asContent(row.content) : null;
}

/** What a release holds, whether in force or not. */
export async function readReleaseContent(tx: Transaction, number: number): Promise<ReleaseContent> {
  const row = await tx.release.findUnique({ where: { number }, select: { content: true } });
  return asContent(found(row, "release").content);
}

/**
 * What the next release would hold, with the policy that is being edited as it is in the editor. Throws
 * `invalid-input` with every error that would block publishing.
 */
export async function readNextContent(
  tx: Transaction,
  draft: Draft | undefined,
): Promise<ReleaseContent> {
  const snapshot = await snapshotContent(tx);
  const content = draft ? withDraft(snapshot.content, draft) : snapshot.content;
  refuseErrors(await checkSnapshot(tx, { ...snapshot, content }));
  return content;
}

function withDraft(content: ReleaseContent, { name, source }: Draft): ReleaseContent {
  const { document, diagnostics } = readPolicySource(source);
  if (!document)
    throw new AppError("invalid-input", "The policy in the editor is not valid yet.", {
      errors: diagnostics.map(({ path, message }) => ({
        path: ["draft", "source", path].filter(Boolean).join("."),
        message,
      })),
    });
  const others = content.policies.filter(
    (policy) => policy.name !== name && policy.name !== document.name,
  );
  return { ...content, policies: [...others, document] };
}
