import { createHash } from "node:crypto";
import type { Transaction } from "#lib/db/client.ts";
import { readSettings } from "#lib/settings/settings.ts";
import type { CanaryPlan } from "./contract.ts";

export type Fleet = readonly { readonly id: string; readonly labels: unknown }[];

/** Enforcers of a channel that were heard of within the lease: on the others nothing can be tried. */
export async function readFleet(tx: Transaction, channelSlug: string, now: Date): Promise<Fleet> {
  const { leaseSeconds } = await readSettings(tx);
  return tx.enforcer.findMany({
    where: {
      channelSlug,
      revokedAt: null,
      lastSeenAt: { gt: new Date(now.getTime() - leaseSeconds * 1000) },
    },
    select: { id: true, labels: true },
    orderBy: { id: "asc" },
  });
}

export type Choice =
  | { readonly ok: true; readonly ids: readonly string[] }
  | { readonly ok: false; readonly why: string };

/**
 * Who gets the release first. A share is counted by the hash of their ids: the same enforcers each time, and more of
 * them for a larger share. Never nobody and never everybody: there must be somebody to compare with.
 */
export function chooseEnforcers(fleet: Fleet, { enforcers }: CanaryPlan): Choice {
  if (fleet.length < 2)
    return refused(
      fleet.length === 0
        ? "No enforcer of this channel has been heard of within the lease."
        : "Only one enforcer of this channel has been heard of within the lease: there is none to compare it with.",
    );
  if (enforcers.by === "percent") {
    const count = Math.ceil((fleet.length * enforcers.percent) / 100);
    const ordered = fleet.map(({ id }) => id).toSorted(byHash);
    return { ok: true, ids: ordered.slice(0, Math.min(count, fleet.length - 1)) };
  }
  const { key, value } = enforcers;
  const ids = fleet.filter(({ labels }) => labelsOf(labels).get(key) === value).map(({ id }) => id);
  const name = `${key}=${value}`;
  if (ids.length === 0)
    return refused(`No enforcer heard of within the lease is labelled ${name}.`);
  if (ids.length === fleet.length)
    return refused(`Every enforcer is labelled ${name}: there is none to compare them with.`);
  return { ok: true, ids };
}

/** What an enforcer reported about itself, text alone. */
export function labelsOf(json: unknown): ReadonlyMap<string, string> {
  if (typeof json !== "object" || json === null) return new Map();
  const entries = Object.entries(json).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return new Map(entries);
}

function byHash(left: string, right: string): number {
  return hashOf(left) < hashOf(right) ? -1 : 1;
}

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}

function refused(why: string): Choice {
  return { ok: false, why };
}
