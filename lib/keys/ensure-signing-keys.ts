import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import { keyId } from "#lib/bundle/key-id.ts";
import { systemContext } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { KeyPurpose } from "./key-purpose.ts";
import { publicMembers } from "./public-signing-key.ts";
import { sealPrivateKey } from "./seal-private-key.ts";

/**
 * Makes the keys that are missing: on the first start and where one is being replaced, one for bundles, one for tokens
 * (private halves sealed); and records the root key's public half. Several processes may call it at once; the advisory lock lets one through.
 */
export async function ensureSigningKeys(
  tx: Transaction,
  kek: string,
  rootPublicPem: string,
): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(7205761)`;
  const known = await tx.signingKey.findMany({ where: { state: "active" } });
  const replaced = await tx.signingKey.count({ where: { state: { not: "active" } } });
  const cause = replaced === 0 ? "first start" : "succession";
  await ensureRoot(tx, rootPublicPem, new Set(known.map((key) => key.kid)));
  for (const purpose of ["bundle", "token"] as const)
    if (!known.some((key) => key.purpose === purpose)) await makeKey(tx, purpose, { kek, cause });
}

async function ensureRoot(tx: Transaction, pem: string, known: ReadonlySet<string>): Promise<void> {
  const key = createPublicKey(pem);
  const kid = keyId(key);
  if (known.has(kid)) return;
  await tx.signingKey.updateMany({
    where: { purpose: "root", state: "active" },
    data: { state: "retired", retiredAt: new Date() },
  });
  const publicJwk = publicMembers(key.export({ format: "jwk" }));
  await tx.signingKey.upsert({
    where: { kid },
    create: { kid, purpose: "root", publicJwk },
    update: { state: "active", retiredAt: null },
  });
  await audit(tx, { kid, purpose: "root", cause: "first start" });
}

async function makeKey(
  tx: Transaction,
  purpose: KeyPurpose,
  { kek, cause }: { readonly kek: string; readonly cause: string },
): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const kid = keyId(publicKey);
  await tx.signingKey.create({
    data: {
      kid,
      purpose,
      publicJwk: publicMembers(publicKey.export({ format: "jwk" })),
      sealedPrivate: sealPrivateKey(privateKey, { kid, purpose }, kek),
    },
  });
  await audit(tx, { kid, purpose, cause });
}

type Made = { readonly kid: string; readonly purpose: KeyPurpose; readonly cause: string };

async function audit(tx: Transaction, { kid, purpose, cause }: Made): Promise<void> {
  const target = { kind: "signing-key", id: kid, name: `${purpose} key` };
  await appendAuditEvent(tx, systemContext(cause), "key.create", target, { purpose });
}
