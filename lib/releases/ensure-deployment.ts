import { randomBytes } from "node:crypto";
import { stringify } from "yaml";
import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import { firstChannel } from "#lib/channels/chain.ts";
import { systemContext } from "#lib/context.ts";
import { database, type Transaction } from "#lib/db/client.ts";
import { minimumPolicies } from "#lib/engine/minimum-policies.ts";
import { readSettings, writeSetting } from "#lib/settings/settings.ts";
import { insertRelease } from "./insert-release.ts";
import { snapshotContent } from "./snapshot-content.ts";
import { asJson } from "./stored-content.ts";

/**
 * What a fresh deployment starts with: its id, the channel, the minimum policies as ordinary policies anybody may
 * read and change, and release 1 that carries them, by the system: ready, and denying. Does nothing later on.
 */
export async function ensureDeployment(): Promise<void> {
  await database().$transaction(makeDeployment, { timeout: 60_000 });
}

async function makeDeployment(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(7205763)`;
  const { deployment } = await readSettings(tx);
  if (deployment === "unset")
    await writeSetting(tx, "deployment", `d${randomBytes(6).toString("hex")}`);
  await tx.channel.upsert({
    where: { slug: firstChannel },
    create: { slug: firstChannel, name: "Production" },
    update: {},
  });
  if ((await tx.release.count()) === 0) await makeFirstRelease(tx);
}

async function makeFirstRelease(tx: Transaction): Promise<void> {
  for (const document of minimumPolicies)
    await tx.policy.create({
      data: {
        name: document.name,
        source: stringify(document),
        document: asJson(document),
        effect: document.effect,
        mode: document.mode ?? "enforce",
        origin: "system",
      },
    });
  const release = await insertRelease(tx, {
    number: 1,
    channel: firstChannel,
    baseNumber: null,
    state: "signing",
    snapshot: await snapshotContent(tx),
    message: "Minimum protection by sensitivity.",
    rollbackOf: null,
    author: { kind: "system", id: null, name: "Sallyport" },
    approval: null,
    canary: null,
  });
  const target = { kind: "release", id: String(release.number), name: "Release 1" };
  const detail = { policies: minimumPolicies.map((document) => document.name) };
  await appendAuditEvent(tx, systemContext("first start"), "release.publish", target, detail);
}
