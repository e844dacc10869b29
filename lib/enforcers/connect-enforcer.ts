import { publicKeyObject } from "#lib/bundle/key-id.ts";
import { environment } from "#lib/env.ts";
import { AppError, found } from "#lib/errors.ts";
import { readRootKey } from "#lib/keys/read-root-key.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { verb } from "#lib/verb.ts";
import { connectionSections } from "./connection-sections.ts";
import { enforcers } from "./contract.ts";
import { enforcerState } from "./enforcer-state.ts";
import { newestRevisions } from "./internal.ts";

/** Through the console's origin, which passes bundles and logs on to the authority. */
export const connectEnforcer = verb(enforcers.connect, async (_ctx, { slug }, tx) => {
  const row = found(
    await tx.enforcer.findUnique({ where: { slug }, include: { bundles: true } }),
    "enforcer",
  );
  const newest = (await newestRevisions(tx)).of(row);
  const root = await readRootKey(tx);
  if (!root)
    throw new AppError("unavailable", "The root key is not known yet: start the authority once.");
  const { deployment } = await readSettings(tx);
  const host = await tx.apiHost.findFirst({
    where: { api: { origin: { not: "sample" } } },
    orderBy: { host: "asc" },
  });
  const serviceUrl = `${environment().PUBLIC_URL}/opa/v1`;
  return {
    state: enforcerState(row, newest, new Date()),
    serviceUrl,
    rootKeyId: root.kid,
    sections: connectionSections({
      slug,
      deployment,
      serviceUrl,
      rootKey: root.jwk,
      rootPublicPem: publicKeyObject(root.jwk).export({ type: "spki", format: "pem" }).toString(),
      serverName: host?.host.split(":")[0] ?? "api.example.com",
    }),
  };
});
