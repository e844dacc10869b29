import { fetchJson } from "#authority/fetch-json.ts";
import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import { systemContext } from "#lib/context.ts";
import { database, type Transaction } from "#lib/db/client.ts";
import type { TokenIssuer } from "#lib/db/generated/client.ts";
import { notify } from "#lib/db/notify.ts";
import { keysOf } from "#lib/issuers/issuer-view.ts";
import { readKeys } from "#lib/issuers/read-keys.ts";
import { readMetadata } from "#lib/issuers/read-metadata.ts";

const againMs = 600_000;
const firstRetryMs = 15_000;
const retryMsMax = 3_600_000;
/** Longer than an answer may take: nobody else asks meanwhile, and after a crash somebody does. */
const claimMs = 60_000;

/** Asks those issuers for their keys whose time it is. What goes wrong is written down there; the last good keys stay. */
export async function refreshIssuers(): Promise<void> {
  const due = await database().tokenIssuer.findMany({
    where: { pinned: false, dueAt: { lte: new Date() } },
    select: { slug: true },
  });
  for (const { slug } of due) {
    const row = await claim(slug);
    if (row !== null) await refresh(row);
  }
}

async function claim(slug: string): Promise<TokenIssuer | null> {
  const now = new Date();
  const { count } = await database().tokenIssuer.updateMany({
    where: { slug, pinned: false, dueAt: { lte: now } },
    data: { dueAt: new Date(now.getTime() + claimMs) },
  });
  return count === 0 ? null : database().tokenIssuer.findUnique({ where: { slug } });
}

async function refresh(row: TokenIssuer): Promise<void> {
  let keys: ReturnType<typeof keysOf>;
  try {
    keys = await fetchKeys(row);
  } catch (error) {
    await noteFailure(row, error instanceof Error ? error.message : String(error));
    return;
  }
  await database().$transaction((tx) => takeKeys(tx, row, keys));
}

async function fetchKeys({ issuer, jwksUri }: TokenIssuer): Promise<ReturnType<typeof keysOf>> {
  const read = readKeys(await fetchJson(jwksUri ?? (await findJwks(issuer))));
  if (!read.ok) throw new Error(read.why);
  return read.keys;
}

/** OpenID Connect Discovery 1.0 section 4; where there is none, RFC 8414 section 3. */
async function findJwks(issuer: string): Promise<string> {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, "");
  const openId = `${origin}${path}/.well-known/openid-configuration`;
  const text = await fetchJson(openId).catch((error: unknown) =>
    fetchJson(`${origin}/.well-known/oauth-authorization-server${path}`).catch(() => {
      throw error;
    }),
  );
  const read = readMetadata(text, issuer);
  if ("why" in read) throw new Error(read.why);
  return read.jwksUri;
}

/** Unless somebody changed the issuer meanwhile: then it is asked anew. */
async function takeKeys(
  tx: Transaction,
  row: TokenIssuer,
  keys: ReturnType<typeof keysOf>,
): Promise<void> {
  const now = new Date();
  const { count } = await tx.tokenIssuer.updateMany({
    where: { slug: row.slug, version: row.version },
    data: {
      keys,
      fetchedAt: now,
      dueAt: new Date(now.getTime() + againMs),
      failures: 0,
      error: null,
    },
  });
  const [before, after] = [keysOf(row), keys];
  if (count === 0 || JSON.stringify(before) === JSON.stringify(after)) return;
  const target = { kind: "issuer", id: row.slug, name: row.name };
  const detail = { before: Object.keys(before), after: Object.keys(after) };
  await appendAuditEvent(tx, systemContext("authority"), "issuer.keys", target, detail);
  await notify(tx, "signals");
}

async function noteFailure({ slug, version, failures }: TokenIssuer, why: string): Promise<void> {
  const waitMs = Math.min(firstRetryMs * 2 ** Math.min(failures, 20), retryMsMax);
  await database().tokenIssuer.updateMany({
    where: { slug, version },
    data: {
      dueAt: new Date(Date.now() + waitMs),
      failures: { increment: 1 },
      error: why.slice(0, 500),
    },
  });
}
