import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import { explainPolicy } from "#lib/engine/explain.ts";
import { found } from "#lib/errors.ts";
import { policies } from "#lib/policies/contract.ts";
import { verb } from "#lib/verb.ts";
import { readPolicySource } from "./source/read-policy-source.ts";

type Version = z.input<typeof policies.versions.output>["items"][number];

type Text = Omit<Version, "number" | "sentence" | "releases" | "current">;

/**
 * Every text that the policy has had, newest first. They are what the audit log holds; what was there before
 * the first recorded change (sample data) comes from that change.
 */
export const listVersions = verb(policies.versions, async (_ctx, { name }, tx) => {
  const row = found(await tx.policy.findUnique({ where: { name } }), "policy");
  const recorded = await readTexts(tx, name);
  const first: Text = { at: row.createdAt, by: null, action: null, source: row.source };
  const texts = recorded.length > 0 ? recorded : [first];
  const carried = await readReleases(tx, name);
  return {
    items: texts
      .map((text, index) => ({
        ...text,
        number: index + 1,
        sentence: sentenceOf(text.source),
        releases: [...(carried.get(text.source) ?? [])],
        current: index === texts.length - 1,
      }))
      .toReversed(),
  };
});

async function readTexts(tx: Transaction, name: string): Promise<readonly Text[]> {
  const events = await tx.auditEvent.findMany({
    where: { targetKind: "policy", targetId: name },
    orderBy: { seq: "asc" },
    select: { at: true, actorName: true, action: true, detail: true },
  });
  const texts: Text[] = [];
  for (const { at, actorName, action, detail } of events) {
    const before = textIn(detail, "before");
    const after = textIn(detail, "after");
    if (texts.length === 0 && before !== null)
      texts.push({ at: null, by: null, action: null, source: before });
    if (after !== null && texts.at(-1)?.source !== after)
      texts.push({ at, by: actorName, action, source: after });
  }
  return texts;
}

function textIn(detail: unknown, key: "before" | "after"): string | null {
  const value: unknown =
    typeof detail === "object" && detail !== null ? Reflect.get(detail, key) : null;
  return typeof value === "string" ? value : null;
}

/** Which releases carried which text. */
async function readReleases(
  tx: Transaction,
  name: string,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await tx.$queryRaw<{ number: number; source: string | null }[]>`
    SELECT "number", "sources" ->> ${name}::text AS source FROM "Release"
    WHERE "state" = 'served' AND "sources" ->> ${name}::text IS NOT NULL ORDER BY "number"`;
  const carried = new Map<string, number[]>();
  for (const { number, source } of rows)
    if (source !== null) carried.set(source, [...(carried.get(source) ?? []), number]);
  return carried;
}

function sentenceOf(source: string): string | null {
  const { document } = readPolicySource(source);
  return document && explainPolicy(document);
}
