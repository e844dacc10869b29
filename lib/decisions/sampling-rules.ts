import { createHash } from "node:crypto";
import { database } from "#lib/db/client.ts";
import { samplingDelayMs } from "./contract.ts";
import type { DecisionRow } from "./read-event.ts";

type Rule = { readonly sinceMs: number; readonly keepOneIn: number };
/** By API, the newest rule first. */
export type SamplingRules = ReadonlyMap<string, readonly Rule[]>;

/** Rules begin later than they are made by more than this: whoever ingests knows each before it holds. */
const knownForMs = samplingDelayMs / 2;
let known: { readonly untilMs: number; readonly rules: Promise<SamplingRules> } | null = null;

/** What is to be kept of which API's allows; mostly nothing is sampled, and this is empty. */
export async function samplingRules(): Promise<SamplingRules> {
  if (known !== null && performance.now() < known.untilMs) return known.rules;
  const rules = readRules();
  known = { untilMs: performance.now() + knownForMs, rules };
  rules.catch(() => {
    known = null;
  });
  return rules;
}

async function readRules(): Promise<SamplingRules> {
  const rows = await database().apiSampling.findMany({
    orderBy: { since: "desc" },
    select: { since: true, keepOneIn: true, api: { select: { slug: true } } },
  });
  const rules = new Map<string, Rule[]>();
  for (const { since, keepOneIn, api } of rows) {
    const rule = { sinceMs: since.getTime(), keepOneIn };
    rules.set(api.slug, [...(rules.get(api.slug) ?? []), rule]);
  }
  return rules;
}

/** Which share of its API's allows was kept when it was decided: 1 is all. */
export function keepOneInOf(
  rules: SamplingRules,
  { api, decidedAt }: { readonly api: string | null; readonly decidedAt: Date },
): number {
  if (api === null) return 1;
  const rule = rules.get(api)?.find(({ sinceMs }) => sinceMs <= decidedAt.getTime());
  return rule?.keepOneIn ?? 1;
}

/**
 * Whether it is only counted: an allow like any other, that is, not one by a degraded enforcer, and none that shadow
 * policies or the end of an observation would turn. Decided by its id, so that it is the same whenever it comes.
 */
export function isOnlyCounted(rules: SamplingRules, row: DecisionRow): boolean {
  if (row.outcome !== "allow" || row.degraded) return false;
  if (row.shadow !== null && !row.shadow.includes('"outcome":"allow"')) return false;
  const keepOneIn = keepOneInOf(rules, row);
  return keepOneIn > 1 && numberOf(row.decisionId) % keepOneIn !== 0;
}

/** The first 32 bits of the id's SHA-256. */
function numberOf(decisionId: string): number {
  return createHash("sha256").update(decisionId).digest().readUInt32BE(0);
}
