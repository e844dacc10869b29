import type { Transaction } from "#lib/db/client.ts";
import type { IssuerData, Revision, SignalsData } from "#lib/engine/deployment.ts";
import { readObserved } from "./read-observed.ts";
import { readOverrides } from "./read-overrides.ts";
import { readRevokedSessions } from "./read-revoked-sessions.ts";
import { secondsOf } from "./seconds-of.ts";

export type SignalsContent = Omit<SignalsData, "format" | "revision" | "issued_at" | "lease">;

/** What signals say apart from when they were issued: the same content needs no new revision. */
export async function readSignalsContent(
  tx: Transaction,
  place: {
    readonly atLeast: { readonly policy: Revision; readonly directory: Revision };
    /** The highest `seq` of the directory that `atLeast` demands: what is newer travels as an override. */
    readonly directoryHighSeq: bigint;
    readonly issuers: Readonly<Record<string, IssuerData>>;
    readonly now: Date;
  },
): Promise<SignalsContent> {
  return {
    at_least: place.atLeast,
    ...(await readOverrides(tx, place.directoryHighSeq)),
    sessions: await readRevokedSessions(tx, place.now),
    risk: { subjects: {}, devices: {}, sessions: {} },
    observed: await readObserved(tx, place.now),
    issuers: place.issuers,
  };
}

export function signalsOf(
  content: SignalsContent,
  issue: { readonly revision: Revision; readonly now: Date; readonly leaseSeconds: number },
): SignalsData {
  const issuedAt = secondsOf(issue.now);
  return {
    format: 1,
    revision: issue.revision,
    issued_at: issuedAt,
    lease: { not_after: issuedAt + issue.leaseSeconds },
    ...content,
  };
}
