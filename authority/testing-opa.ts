import { createPublicKey } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { opaBootConfig, opaStartArguments } from "#lib/bundle/opa-boot-config.ts";
import { runOpa, type RunningOpa } from "#lib/bundle/testing/run-opa.ts";
import { database } from "#lib/db/client.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { connectEnforcer, eventually, testRootKey, type RunningAuthority } from "./testing.ts";

/** An unmodified OPA, connected as the enforcer `edge`, as the console tells an operator to; `more` is what one added. */
export async function startOpaOn(
  { authority, url }: RunningAuthority,
  more: Readonly<Record<string, unknown>> = {},
): Promise<RunningOpa> {
  const credential = await connectEnforcer("edge");
  const folder = mkdtempSync(join(tmpdir(), "sallyport-opa-"));
  const { deployment } = await readSettings(database());
  const config = opaBootConfig({
    serviceUrl: `${url}/opa/v1`,
    credential: { token: credential },
    rootKey: createPublicKey(testRootKey().publicPem),
    deployment,
    enforcer: "edge",
    polling: { holdSeconds: 5, delaySecondsMin: 1, delaySecondsMax: 2 },
    persistFolder: join(folder, "kept"),
  });
  const file = join(folder, "opa.json");
  writeFileSync(file, JSON.stringify({ ...config, ...more }));
  const [, , , ...rest] = opaStartArguments("", file);
  await eventually(async () => authority.store.current("production", "signals") !== null);
  await eventually(async () => authority.book.find(credential) !== null);
  return runOpa([...rest, "--log-level=error", "--shutdown-grace-period=0"], folder);
}

/** What OPA answers to a request for the invoices. */
export async function askOpa(opa: RunningOpa | undefined, token: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  const request = { method: "GET", host: "billing.example.com", target: "/invoices", headers };
  return opa?.query("sallyport/authz", { request }).catch(() => undefined);
}
