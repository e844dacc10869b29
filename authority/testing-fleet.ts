import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { bundleLimitsDefault } from "#lib/bundle/bundle-limits.ts";
import { dataFile, type BundleName } from "#lib/bundle/bundle-name.ts";
import { gunzip } from "#lib/bundle/gunzip.ts";
import { unpackTar } from "#lib/bundle/unpack-tar.ts";
import { database } from "#lib/db/client.ts";
import { connectEnforcer, type RunningAuthority } from "./testing.ts";

const policyDocument = z.looseObject({
  revision: z.tuple([z.number(), z.number()]),
  release: z.number(),
  policies: z.record(z.string(), z.unknown()),
});
const signalsDocument = z.looseObject({
  at_least: z.looseObject({ policy: z.tuple([z.number(), z.number()]) }),
});

export type TestEnforcer = Awaited<ReturnType<typeof makeEnforcer>>;

/** Enforcers that speak the protocol and take whatever they are served: what they are given is what a test wants to see. */
export async function connectFleet(
  running: RunningAuthority,
  slugs: readonly string[],
  channel?: string,
): Promise<readonly TestEnforcer[]> {
  const credentials = [];
  for (const slug of slugs) credentials.push([slug, await connectEnforcer(slug, channel)] as const);
  await running.pass();
  const fleet: TestEnforcer[] = [];
  for (const [slug, credential] of credentials)
    fleet.push(await makeEnforcer(running, slug, credential));
  for (const each of fleet) await each.poll();
  await running.pass();
  return fleet;
}

/** Each of them reports so many decisions. */
export async function decide(
  enforcers: readonly TestEnforcer[],
  count: number,
  result: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const each of enforcers) await each.sendDecisions(count, result);
}

export const allowed = { allow: true, outcome: "allow", reason: "permitted" };
export const denied = { allow: false, outcome: "deny", reason: "no-permit" };

/** An allow that was counted and not kept. */
export async function countAllow(enforcer: TestEnforcer | undefined): Promise<void> {
  const { id: enforcerId = randomUUID(), slug: enforcerSlug = "" } = enforcer ?? {};
  const row = { decidedAt: new Date(), decisionId: randomUUID(), channelSlug: "production" };
  await database().countedAllow.create({
    data: { ...row, enforcerId, enforcerSlug, api: "billing" },
  });
}

/** As if a canary had begun so many minutes earlier. */
export async function age(number: number, minutes: number): Promise<void> {
  const row = await database().canary.findUniqueOrThrow({ where: { releaseNumber: number } });
  await database().canary.update({
    where: { releaseNumber: number },
    data: { startedAt: new Date(row.startedAt.getTime() - minutes * 60_000) },
  });
}

async function makeEnforcer(running: RunningAuthority, slug: string, credential: string) {
  const { id } = await database().enforcer.findUniqueOrThrow({ where: { slug } });
  let tag: string | null = null;
  let policy: z.output<typeof policyDocument> | null = null;
  const fetchFrom = (url: string, path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${url}/opa/v1/${path}`, {
      headers: { authorization: `Bearer ${credential}`, ...headers },
    });
  const held = (): Record<string, string> => (tag === null ? {} : { "if-none-match": tag });
  const take = async (response: Response): Promise<void> => {
    if (response.status !== 200) return;
    tag = response.headers.get("etag");
    policy = policyDocument.parse(await documentOf(response, "policy"));
  };
  const revision = (): string | undefined => policy?.revision.join(".");

  return {
    id,
    slug,
    revision,
    release: () => policy?.release,
    policies: () => Object.keys(policy?.policies ?? {}),
    /** Takes what there is and acknowledges it; the revision it then has. */
    poll: async (url = running.url): Promise<string> => {
      await take(await fetchFrom(url, "bundles/policy", held()));
      await fetchFrom(url, "bundles/policy", held()).then((response) => response.arrayBuffer());
      return revision() ?? "";
    },
    /** A long poll, by its answer. */
    park: async (seconds: number): Promise<number> => {
      const prefer = `modes=snapshot,delta;wait=${seconds}`;
      const response = await fetchFrom(running.url, "bundles/policy", { ...held(), prefer });
      await take(response);
      return response.status;
    },
    /** What the policy it is served is signed for. */
    scope: async (): Promise<string> => {
      const files = await filesOf(await fetchFrom(running.url, "bundles/policy"));
      const text = Buffer.from(files.get(".signatures.json") ?? []).toString("utf8");
      const payload = /[\w-]+\.([\w-]+)\./.exec(text)?.[1] ?? "";
      const signed = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as unknown;
      return z.looseObject({ scope: z.string() }).parse(signed).scope;
    },
    /** The policy that signals ask for. */
    demandedPolicy: async (): Promise<string> => {
      const response = await fetchFrom(running.url, "bundles/signals");
      const document = signalsDocument.parse(await documentOf(response, "signals"));
      return document.at_least.policy.join(".");
    },
    sendDecisions: (
      count: number,
      result: Readonly<Record<string, unknown>>,
      claimed = revision(),
    ): Promise<void> =>
      sendDecisions(`${running.url}/opa/v1/logs`, credential, count, { result, claimed }),
  };
}

async function sendDecisions(
  url: string,
  credential: string,
  count: number,
  { result, claimed }: { readonly result: object; readonly claimed: string | undefined },
): Promise<void> {
  const events = Array.from({ length: count }, () => ({
    decision_id: randomUUID(),
    timestamp: new Date().toISOString(),
    labels: { id: "test" },
    path: "sallyport/authz",
    bundles: { policy: { revision: claimed } },
    input: { request: { method: "GET", host: "billing.example.com", target: "/invoices" } },
    result: { subject: "ana", api: "billing", ...result },
  }));
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${credential}`, "content-encoding": "gzip" },
    body: new Uint8Array(gzipSync(JSON.stringify(events))),
  });
  if (response.status !== 204) throw new Error(`logs were answered ${response.status}`);
}

async function documentOf(response: Response, name: BundleName): Promise<unknown> {
  const file = (await filesOf(response)).get(dataFile(name));
  return JSON.parse(Buffer.from(file ?? []).toString("utf8")) as unknown;
}

async function filesOf(response: Response): Promise<Map<string, Uint8Array>> {
  const bytes = await gunzip(new Uint8Array(await response.arrayBuffer()), bundleLimitsDefault);
  return unpackTar(bytes, bundleLimitsDefault);
}
