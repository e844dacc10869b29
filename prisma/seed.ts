import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashSecret } from "#lib/auth/secret-token.ts";
import { systemContext } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { createEnforcer } from "#lib/enforcers/create-enforcer.ts";
import { rotateCredential } from "#lib/enforcers/rotate-credential.ts";
import { environment, required } from "#lib/env.ts";
import { createLink } from "#lib/identities/users/create-link.ts";
import { makeRootKey } from "#lib/keys/make-root-key.ts";
import { ensureDeployment } from "#lib/releases/ensure-deployment.ts";
import { makeSamples } from "#lib/samples/make-samples.ts";

/**
 * What a start needs to find in the database, made where it is missing; running it again changes nothing. In
 * evaluation mode also the root key, the sample data, and the secrets that scripts and the enforcer read from
 * DATA_DIR. Its last line on stdout is JSON: the link that makes its visitor the owner, null once there is one.
 */
async function seed(): Promise<{ ownerLink: string | null }> {
  await ensureDeployment();
  const { SALLYPORT_MODE, DATA_DIR } = environment();
  if (SALLYPORT_MODE === "evaluation") await prepareEvaluation(DATA_DIR);
  return { ownerLink: await firstRunLink() };
}

async function prepareEvaluation(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "root-public.pem"), makeRootKey(required("ROOT_KEY_FILE")));
  await ensureEnforcer(join(folder, "enforcer-token"));
  await ensureGateway();
  const document = readFileSync("prisma/sample/billing.yaml", "utf8");
  const enforcerHost = `localhost:${environment().ENFORCER_PORT}`;
  const token = await makeSamples({ document, enforcerHost });
  const file = join(folder, "owner-token");
  if (token !== null) writeSecret(file, token);
  else if (!(await isTokenAlive(file))) rmSync(file, { force: true });
}

/** The token goes with the sample data; then its file would only mislead. */
async function isTokenAlive(file: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  const hash = hashSecret(readFileSync(file, "utf8").trim());
  return (await database().apiToken.count({ where: { hash, revokedAt: null } })) > 0;
}

/** The enforcer that `npm start` runs beside the console. Its file is the only place that has its credential. */
async function ensureEnforcer(file: string): Promise<void> {
  const ctx = systemContext("first start");
  const slug = "evaluation";
  const row = await database().enforcer.findUnique({
    where: { slug },
    include: { credentials: { where: { revokedAt: null } } },
  });
  const held = existsSync(file) ? hashSecret(readFileSync(file, "utf8").trim()) : null;
  if (
    row &&
    (row.revokedAt !== null ||
      row.credentials.some((each) => held && Buffer.from(each.hash).equals(held)))
  )
    return;
  const { credential } = row
    ? await rotateCredential(ctx, { slug })
    : await createEnforcer(ctx, { slug, name: "Evaluation enforcer", kind: "sallyport" });
  if (!row) await database().enforcer.update({ where: { slug }, data: { origin: "system" } });
  writeSecret(file, credential);
}

/** It is a proxy itself. Its port may be another one than at the start before; an address given by hand stays. */
async function ensureGateway(): Promise<void> {
  const loopback = "http://127.0.0.1:";
  await database().enforcer.updateMany({
    where: {
      slug: "evaluation",
      OR: [{ gatewayUrl: null }, { gatewayUrl: { startsWith: loopback } }],
    },
    data: { gatewayUrl: `${loopback}${environment().ENFORCER_PORT}` },
  });
}

/** A new one at each start: the text of the one before is known to nobody any more. */
async function firstRunLink(): Promise<string | null> {
  return database().$transaction(async (tx) => {
    const owner = await tx.user.findFirst({
      where: { consoleRole: "owner", origin: { not: "sample" }, state: { not: "deleted" } },
      select: { id: true },
    });
    return owner
      ? null
      : (await createLink(tx, systemContext("first start"), "firstRun", null)).link;
  });
}

function writeSecret(file: string, text: string): void {
  writeFileSync(file, `${text}\n`, { mode: 0o600 });
}

/** Prisma says the cause in its last line, after the call that failed. */
function causeOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n").at(-1) ?? text;
}

try {
  const result = await seed();
  process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  process.stderr.write(`${causeOf(error)}\n`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
