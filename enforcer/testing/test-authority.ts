import { type KeyObject, createHash, generateKeyPairSync, sign } from "node:crypto";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { gunzipSync } from "node:zlib";
import { buildBundle, type BundleData } from "#lib/bundle/build-bundle.ts";
import type { ArchiveName } from "#lib/bundle/bundle-name.ts";
import { bundleMediaType, bundleScope, discoveryScope } from "#lib/bundle/bundle-name.ts";
import { type DiscoveryInput, buildDiscovery } from "#lib/bundle/discovery.ts";
import { keyId } from "#lib/bundle/key-id.ts";
import { signBundle } from "#lib/bundle/sign-bundle.ts";
import type { Deployment } from "#lib/engine/deployment.ts";

export type KeyPair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
export const newKey = (): KeyPair => generateKeyPairSync("ec", { namedCurve: "P-256" });

/** What is served for one archive: a bundle, or whatever a test wants to see refused. */
export type Served = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
};

export type LogEvent = Readonly<Record<string, unknown>> & { readonly decision_id: string };
export type StatusBody = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A small control plane over real HTTP that signs what it serves, holds long polls and can misbehave. */
export type TestAuthority = Awaited<ReturnType<typeof createTestAuthority>>;

export async function createTestAuthority(nowSeconds: () => number) {
  const root = newKey();
  const keys = { current: newKey() };
  const served = new Map<ArchiveName, Served>();
  const waiters = new Map<ArchiveName, Set<() => void>>();
  const requests: { name: ArchiveName; headers: IncomingMessage["headers"] }[] = [];
  const statuses: StatusBody[] = [];
  const events: LogEvent[] = [];
  const behaviour = { logStatus: 204, dateSkewSeconds: 0, mediaType: bundleMediaType, dead: false };

  const put = (name: ArchiveName, next: Served) => {
    served.set(name, next);
    const waiting = [...(waiters.get(name) ?? [])];
    waiters.delete(name);
    for (const wake of waiting) wake();
  };
  const archive = (bytes: Uint8Array): Served => ({
    status: 200,
    headers: {
      ETag: `"${createHash("sha256").update(bytes).digest("hex")}"`,
      "Content-Type": behaviour.mediaType,
    },
    body: bytes,
  });
  const signed = async (
    unsigned: Parameters<typeof signBundle>[0],
    scope: string,
    key: KeyPair = keys.current,
  ) =>
    signBundle(unsigned, {
      kid: keyId(key.publicKey),
      scope,
      issuedAt: nowSeconds(),
      sign: async (bytes) =>
        sign("sha256", bytes, { key: key.privateKey, dsaEncoding: "ieee-p1363" }),
    });

  const discovery = async (over: Partial<DiscoveryInput> = {}, key: KeyPair = root) => {
    const input: DiscoveryInput = {
      deployment: "acme",
      channel: "production",
      revision: [1, 1],
      notAfter: nowSeconds() + 3600,
      keys: [keys.current.publicKey],
      keyid: keyId(keys.current.publicKey),
      polling: { holdSeconds: 2, delaySecondsMin: 0, delaySecondsMax: 1 },
      logs: { delaySecondsMin: 1, delaySecondsMax: 1 },
      persist: true,
      portalUrl: "http://localhost:3000/me",
      ...over,
    };
    return signed(buildDiscovery(input), discoveryScope(input.deployment), key);
  };
  const bundle = async <Name extends keyof Deployment>(
    name: Name,
    data: BundleData[Name],
    options: { scope?: string; key?: KeyPair } = {},
  ) => {
    const unsigned = buildBundle(name, data, { revision: data.revision });
    const scope = options.scope ?? bundleScope("acme", "production", name);
    return signed(unsigned, scope, options.key);
  };

  const answer = (response: ServerResponse, { status, headers, body }: Served) => {
    const date = new Date((nowSeconds() + behaviour.dateSkewSeconds) * 1000).toUTCString();
    response.writeHead(status, { Date: date, ...headers }).end(body);
  };
  const poll = (name: ArchiveName, request: IncomingMessage, response: ServerResponse) => {
    requests.push({ name, headers: request.headers });
    const now = served.get(name);
    if (now === undefined) return answer(response, { status: 404, headers: {}, body: "" });
    const tag = now.headers["ETag"];
    if (tag === undefined || request.headers["if-none-match"] !== tag) return answer(response, now);
    const wait = Number(/wait=(\d+)/.exec(String(request.headers["prefer"]))?.[1] ?? 0);
    const wake = () => {
      clearTimeout(timer);
      waiters.get(name)?.delete(wake);
      const next = served.get(name) ?? now;
      const same = next.headers["ETag"] === tag;
      answer(response, same ? { status: 304, headers: { ETag: tag }, body: "" } : next);
    };
    const timer = setTimeout(wake, wait * 1000);
    waiters.set(name, (waiters.get(name) ?? new Set()).add(wake));
    request.on("close", () => response.writableEnded || clearTimeout(timer));
  };

  const server = createServer((request, response) => {
    if (behaviour.dead) return void request.socket.destroy();
    if (request.headers.authorization !== "Bearer spe_test")
      return answer(response, { status: 401, headers: {}, body: "" });
    const match = /^\/opa\/v1\/(?:bundles\/)?(policy|directory|signals|discovery)$/.exec(
      request.url ?? "",
    );
    if (match !== null) return poll(archiveName(match[1]), request, response);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      if (request.url === "/opa/v1/status") statuses.push(JSON.parse(body.toString()));
      if (request.url === "/opa/v1/logs" && behaviour.logStatus < 300)
        events.push(...JSON.parse(gunzipSync(body).toString()));
      const status = request.url === "/opa/v1/logs" ? behaviour.logStatus : 204;
      answer(response, { status, headers: {}, body: "" });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}/opa/v1`,
    rootPem: root.publicKey.export({ type: "spki", format: "pem" }).toString(),
    root,
    keys,
    requests,
    statuses,
    events,
    behaviour,
    put,
    archive,
    discovery,
    bundle,
    signed,
    /** Serves discovery and all three bundles, well made. */
    publish: async (deployment: Deployment) => {
      put("discovery", archive(await discovery()));
      put("directory", archive(await bundle("directory", deployment.directory)));
      put("policy", archive(await bundle("policy", deployment.policy)));
      put("signals", archive(await bundle("signals", deployment.signals)));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function archiveName(text: string | undefined): ArchiveName {
  if (text === "policy" || text === "directory" || text === "signals") return text;
  return "discovery";
}
