import { Client, Metadata, credentials } from "@grpc/grpc-js";
import { describe, expect, onTestFinished, test } from "vitest";
import type { EnforcerConfig } from "#enforcer/config.ts";
import {
  type CheckResponse,
  decodeCheckResponse,
  encodeCheckRequest,
} from "#enforcer/testing/ext-authz-proto.ts";
import { sampleDeployment, sampleToken } from "#enforcer/testing/sample-deployment.ts";
import { ready, setUpEnforcer } from "#enforcer/testing/set-up-enforcer.ts";

const { deployment, now } = sampleDeployment();
const check = "/envoy.service.auth.v3.Authorization/Check";

const same = (buffer: Buffer) => buffer;

/** Asks with gRPC's own client, as Envoy does with its. Not run against a real Envoy. */
async function setUp(over: Partial<EnforcerConfig> = {}) {
  const { authority, time, start } = await setUpEnforcer(deployment, now);
  const enforcer = await start({ grpcPort: 0, ...over });
  await ready(enforcer);
  const client = new Client(`127.0.0.1:${enforcer.grpcPort}`, credentials.createInsecure());
  onTestFinished(() => client.close());
  const send = (bytes: Buffer, path = check) =>
    new Promise<CheckResponse>((resolve, reject) => {
      client.makeUnaryRequest(
        path,
        same,
        decodeCheckResponse,
        bytes,
        new Metadata(),
        (error, reply) => (error ? reject(error) : resolve(reply ?? {})),
      );
    });
  const ask = (http: object = {}, source: object = socket("203.0.113.7")) =>
    send(encodeCheckRequest({ attributes: { source, request: { http: { ...said, ...http } } } }));
  const token = { authorization: `Bearer ${await sampleToken(now)}` };
  return { authority, time, send, ask, token };
}

const socket = (address: string) => ({
  address: { socket_address: { address, port_value: 41_424 } },
});
const said = {
  method: "GET",
  host: "billing.example.com",
  path: "/invoices/7?a=%20",
  scheme: "https",
  protocol: "HTTP/2",
};

describe("Envoy's ext_authz over gRPC", () => {
  test("an allow sets the caller's identity over whatever was sent, and takes the rest away", async () => {
    const { ask, token } = await setUp();
    const { status, ok_response, denied_response } = await ask({ headers: token });
    expect([status?.code ?? 0, denied_response]).toEqual([0, undefined]);
    const subject = ok_response?.headers?.find(
      ({ header }) => header.key === "X-Sallyport-Subject",
    );
    expect(subject).toEqual({
      header: { key: "X-Sallyport-Subject", value: "ann" },
      append_action: 2,
    });
    expect(ok_response?.headers_to_remove).toContain("X-Sallyport-Device");
    expect(ok_response?.headers_to_remove).not.toContain("X-Sallyport-Subject");
  });

  test("a denial carries status, challenge and problem to the caller", async () => {
    const { ask, token } = await setUp();
    const stranger = await ask();
    expect([stranger.status?.code, stranger.denied_response?.status.code]).toEqual([16, 401]);
    expect(stranger.denied_response?.headers?.map(({ header }) => header.key)).toContain(
      "WWW-Authenticate",
    );
    expect(stranger.denied_response?.body).toContain("authentication-required");
    const forbidden = await ask({ headers: token, path: "/nowhere" });
    expect([forbidden.status?.code, forbidden.denied_response?.status.code]).toEqual([7, 403]);
    const malformed = await ask({ headers: token, path: "/invoices/%2e%2e/x" });
    expect(malformed.denied_response?.status.code).toBe(400);
  });

  test("headers that came twice are seen as two, raw or joined", async () => {
    const { ask, token } = await setUp();
    const value = token.authorization;
    const raw = [value, "Bearer x"].map((one) => ({
      key: "authorization",
      raw_value: Buffer.from(one),
    }));
    expect((await ask({ header_map: { headers: raw } })).denied_response?.status.code).toBe(400);
    const joined = await ask({ headers: { authorization: `${value},Bearer x` } });
    expect(joined.denied_response?.status.code).toBe(401);
    expect((await ask({ header_map: { headers: raw.slice(0, 1) } })).ok_response).toBeDefined();
  });

  test("what is no CheckRequest is denied, never failed: Envoy may let failures pass", async () => {
    const { send, ask } = await setUp();
    const bad = [
      Buffer.alloc(0),
      Buffer.from("rubbish"),
      Buffer.alloc(20, 0xff),
      Buffer.alloc(5_000_000),
      encodeCheckRequest({ attributes: { request: { http: { method: "GET" } } } }),
      encodeCheckRequest({ attributes: { request: { http: said } } }).subarray(0, 12),
    ];
    for (const bytes of bad) expect((await send(bytes)).denied_response?.status.code).toBe(400);
    expect((await ask({ path: "" })).denied_response?.status.code).toBe(400);
    await expect(
      send(Buffer.alloc(0), "/envoy.service.auth.v2.Authorization/Check"),
    ).rejects.toThrow("UNIMPLEMENTED");
  });

  test("without a lease it is a denial with 503", async () => {
    const { ask, time, token } = await setUp();
    time.advance(deployment.signals.lease.not_after - now);
    expect((await ask({ headers: token })).denied_response?.status.code).toBe(503);
  });

  test("the caller's address is that of Envoy's peer, or whom a trusted proxy names", async () => {
    const { authority, ask } = await setUp({ trustedProxies: ["10.0.0.0/8"] });
    const addresses = async (xff: string, peer: object) => {
      const before = authority.events.length;
      await ask({ headers: { "x-forwarded-for": xff } }, peer);
      await expect.poll(() => authority.events.length).toBe(before + 1);
      return authority.events.at(-1);
    };
    const direct = await addresses("198.51.100.9", socket("203.0.113.7"));
    expect(JSON.stringify(direct)).toContain("203.0.113.7");
    const behind = await addresses("10.9.9.9, 198.51.100.9, 10.0.0.1", socket("10.0.0.1"));
    expect(JSON.stringify(behind)).toContain("198.51.100.9");
    expect(JSON.stringify(await addresses("198.51.100.9", {}))).not.toContain("198.51.100.9");
  });
});
