import { staleEdit } from "#lib/audit/stale-edit.ts";
import { isIP } from "node:net";
import type { Transaction } from "#lib/db/client.ts";
import { environment } from "#lib/env.ts";
import { AppError, found } from "#lib/errors.ts";
import { isBarredAddress } from "#lib/outbound/barred-address.ts";
import { verb } from "#lib/verb.ts";
import { enforcers } from "./contract.ts";
import { newestRevisions, toSummary } from "./internal.ts";

export const updateEnforcer = verb(enforcers.update, async (_ctx, input, tx) => {
  const { slug, version, name, gatewayUrl } = input;
  if (gatewayUrl) checkGateway(gatewayUrl);
  const before = found(await readOne(tx, slug), "enforcer");
  const data = {
    ...(name === undefined ? {} : { name }),
    ...(gatewayUrl === undefined ? {} : { gatewayUrl }),
  };
  const { count } = await tx.enforcer.updateMany({
    where: { slug, version },
    data: { ...data, version: { increment: 1 } },
  });
  const row = found(await readOne(tx, slug), "enforcer");
  const newest = (await newestRevisions(tx)).of(row);
  if (count === 0)
    throw await staleEdit(
      tx,
      "Somebody else changed this enforcer meanwhile.",
      { kind: "enforcer", id: slug },
      toSummary(row, newest),
    );
  return {
    result: toSummary(row, newest),
    audit: {
      target: { kind: "enforcer", id: slug, name: row.name },
      detail: {
        before: { name: before.name, gatewayUrl: before.gatewayUrl },
        after: { name: row.name, gatewayUrl: row.gatewayUrl },
      },
    },
  };
});

function readOne(tx: Transaction, slug: string) {
  return tx.enforcer.findUnique({ where: { slug }, include: { bundles: true } });
}

/** Never our own doors: what comes from this machine is trusted more there. */
function checkGateway(gatewayUrl: string): void {
  const { PUBLIC_URL, AUTHORITY_URL } = environment();
  const own = [PUBLIC_URL, AUTHORITY_URL].map((url) => placeOf(url));
  const host = new URL(gatewayUrl).hostname.replace(/^\[|\]$/g, "");
  if (!own.includes(placeOf(gatewayUrl)) && (isIP(host) === 0 || !isBarredAddress(host))) return;
  const message = "No gateway of an enforcer can be at this address.";
  throw new AppError("invalid-input", message, { errors: [{ path: "gatewayUrl", message }] });
}

/** Host and port, with this machine's names taken as one. */
function placeOf(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  const host = /^(?:localhost|127\..*|\[::1\])$/.test(hostname) ? "loopback" : hostname;
  return `${host} ${port || (protocol === "https:" ? "443" : "80")}`;
}
