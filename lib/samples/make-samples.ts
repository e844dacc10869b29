import { applyImport } from "#lib/apis/imports/apply-import.ts";
import { startImport } from "#lib/apis/imports/start-import.ts";
import { runImport } from "#lib/apis/run-import.ts";
import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import { permissions } from "#lib/auth/console-roles.ts";
import { newSecret } from "#lib/auth/secret-token.ts";
import { systemContext, type Context } from "#lib/context.ts";
import { database, type Transaction } from "#lib/db/client.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { insertRelease } from "#lib/releases/insert-release.ts";
import { snapshotContent } from "#lib/releases/snapshot-content.ts";
import { writeSetting } from "#lib/settings/settings.ts";
import {
  samplePeople,
  samplePolicies,
  sampleRoles,
  sampleSensitivities,
} from "./sample-policies.ts";

const origin = "sample" as const;
const apiSlug = "sample-billing";
const yearMs = 365 * 24 * 3_600_000;

/**
 * The evaluation's sample data, once: an API from its description, people, roles, devices, policies, a published
 * release of them, and an owner nobody can sign in as, whose API token scripts use. All of origin `sample`.
 * Gives the token's text, or null when the samples were made before (also when they have been removed since).
 */
export async function makeSamples(input: {
  readonly document: string;
  readonly enforcerHost: string;
}): Promise<string | null> {
  const ctx = systemContext("sample data");
  const made = await database().setting.findUnique({ where: { key: "samplesMade" } });
  if (made) return null;
  await importApi(ctx, input);
  return database().$transaction(
    async (tx) => {
      const inner = { ...ctx, tx };
      await makePeople(tx);
      for (const source of samplePolicies) await createPolicy(inner, { source });
      await tx.policy.updateMany({ where: { name: { startsWith: "sample-" } }, data: { origin } });
      await writeSetting(tx, "tokensMayPublish", true);
      const token = await makeOwner(tx);
      await publish(tx, inner, token);
      await tx.setting.create({ data: { key: "samplesMade", value: true } });
      return token.text;
    },
    { timeout: 60_000 },
  );
}

async function importApi(
  ctx: Context,
  input: { readonly document: string; readonly enforcerHost: string },
): Promise<void> {
  if (await database().api.findUnique({ where: { slug: apiSlug } })) return;
  const started = await startImport(ctx, {
    fileName: "billing.yaml",
    document: input.document,
    target: { slug: apiSlug, name: "Billing (sample)" },
  });
  await runImport(database(), started.id);
  await applyImport(ctx, {
    id: started.id,
    description: "Invoices, customers and payouts of a small company.",
    sensitivity: "internal",
    criticality: "high",
    exposure: "internal",
    dataClasses: ["financial", "personal"],
    hosts: [{ host: input.enforcerHost, basePath: "/" }],
  });
  const api = await database().api.update({ where: { slug: apiSlug }, data: { origin } });
  await database().operation.updateMany({ where: { apiId: api.id }, data: { origin } });
  for (const sensitivity of ["public", "restricted"] as const)
    await database().operation.updateMany({
      where: { apiId: api.id, key: { in: [...sampleSensitivities[sensitivity]] } },
      data: { sensitivity },
    });
}

async function makePeople(tx: Transaction): Promise<void> {
  for (const role of sampleRoles) await tx.role.create({ data: { ...role, origin } });
  for (const { slug, name, role, device } of samplePeople) {
    const user = await tx.user.create({
      data: {
        slug,
        name,
        email: `${slug}@example.com`,
        state: "active",
        origin,
        attributes: { department: role },
      },
    });
    const { id: roleId } = await tx.role.findUniqueOrThrow({ where: { slug: role } });
    await tx.roleGrant.create({ data: { userId: user.id, roleId, reason: "Sample", origin } });
    await tx.device.create({ data: { ...device, ownerId: user.id, origin } });
    await touchDirectory(tx, "subject", slug);
    await touchDirectory(tx, "device", device.slug);
  }
}

type OwnerToken = { readonly id: string; readonly text: string };

/** It has no passkey and no password: nobody can sign in as it, only its token acts. */
async function makeOwner(tx: Transaction): Promise<OwnerToken> {
  const user = await tx.user.create({
    data: {
      slug: "evaluation-owner",
      name: "Evaluation owner (no sign-in)",
      email: "evaluation-owner@example.com",
      state: "active",
      consoleRole: "owner",
      origin,
    },
  });
  const secret = newSecret("spk");
  const token = await tx.apiToken.create({
    data: {
      ownerId: user.id,
      name: "evaluation",
      prefix: secret.shown,
      hash: secret.hash,
      scopes: [...permissions],
      expiresAt: new Date(Date.now() + yearMs),
      origin,
    },
  });
  await touchDirectory(tx, "subject", user.slug);
  return { id: token.id, text: secret.text };
}

/** By the token, as a pipeline would: the authority checks that it may, like any other release. */
async function publish(tx: Transaction, ctx: Context, token: OwnerToken): Promise<void> {
  const last = await tx.release.findFirstOrThrow({ orderBy: { number: "desc" } });
  const release = await insertRelease(tx, {
    number: last.number + 1,
    channel: last.channelSlug,
    baseNumber: last.number,
    state: "signing",
    snapshot: await snapshotContent(tx),
    message: "The sample API and its policies.",
    rollbackOf: null,
    author: { kind: "api-token", id: token.id, name: "Evaluation owner (token evaluation)" },
    approval: null,
    canary: null,
  });
  await appendAuditEvent(
    tx,
    ctx,
    "release.publish",
    { kind: "release", id: String(release.number), name: `Release ${release.number}` },
    { sample: true },
  );
}
