import "#scripts/test-database.ts";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { person } from "#lib/apis/fixtures/person.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { wwwAuthenticate } from "#lib/engine/challenge.ts";
import { updateEnforcer } from "#lib/enforcers/update-enforcer.ts";
import { isBarredAddress } from "#lib/outbound/barred-address.ts";
import { readChallenge } from "./read-challenge.ts";
import { sendRequest } from "./send-request.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Handler;
let seen: IncomingMessage | null = null;
const gateway = createServer((request, response) => {
  seen = request;
  answer(request, response);
});
const code = (name: string) => expect.objectContaining({ code: name });
const author = person("author");
const token = (claims: object) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
const own = { sub: "ana", sid: "00000000-0000-7000-8000-000000000001", aud: "billing" };
const request = {
  enforcer: "edge",
  api: "billing",
  host: "api.example",
  method: "GET",
  target: "/v1/%2e%2e/x?y=1",
};

beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  const { port } = gateway.address() as AddressInfo;
  await database().enforcer.create({
    data: {
      slug: "edge",
      name: "Edge",
      kind: "sallyport",
      channel: {
        connectOrCreate: {
          where: { slug: "production" },
          create: { slug: "production", name: "Production" },
        },
      },
      gatewayUrl: `http://127.0.0.1:${port}`,
    },
  });
  await database().api.create({
    data: {
      slug: "billing",
      name: "Billing",
      audience: "billing",
      hosts: { create: [{ host: "api.example" }, { host: "*.eu.example" }] },
    },
  });
});
afterAll(async () => {
  gateway.close();
  await closeDatabase();
});
beforeEach(() => {
  seen = null;
  answer = (_request, response) => response.end("fine");
});

test("the request reaches the gateway as it was written, and the audit log keeps what went where", async () => {
  answer = (_request, response) =>
    response
      .writeHead(401, {
        "x-sallyport-decision-id": "0198a0de-0000-7000-8000-000000000000",
        "www-authenticate": 'Bearer realm="s", error="insufficient_scope", scope="a b"',
      })
      .end("<b>no</b>");
  const sent = await sendRequest(author, {
    ...request,
    token: token(own),
    headers: [{ name: "Accept-Language", value: "de" }],
  });
  expect(sent).toMatchObject({
    status: 401,
    body: "<b>no</b>",
    decisionId: "0198a0de-0000-7000-8000-000000000000",
    challenge: { error: "insufficient_scope", scopes: ["a", "b"] },
  });
  expect(seen?.url).toBe("/v1/%2e%2e/x?y=1");
  expect(seen?.headers).toMatchObject({
    host: "api.example",
    authorization: `Bearer ${token(own)}`,
    "accept-language": "de",
  });
  const event = await database().auditEvent.findFirstOrThrow({ orderBy: { seq: "desc" } });
  expect(event).toMatchObject({ action: "request.send", targetId: "billing" });
  expect(event.detail).toEqual({
    enforcer: "edge",
    method: "GET",
    path: "/v1/%2e%2e/x",
    token: true,
    status: 401,
    decisionId: "0198a0de-0000-7000-8000-000000000000",
  });
});

test.each([
  ["another person's token", { ...own, sub: "ben" }],
  ["a token of another session", { ...own, sid: "x" }],
  ["a token for another API", { ...own, aud: "payroll" }],
  ["no token at all", "nonsense"],
])("%s is not sent", async (_what, claims) => {
  await expect(sendRequest(author, { ...request, token: token(Object(claims)) })).rejects.toEqual(
    code("invalid-input"),
  );
  expect(seen).toBeNull();
});

test("only hosts of the API can be named, a star standing for one label", async () => {
  await expect(sendRequest(author, { ...request, host: "a.eu.example" })).resolves.toMatchObject({
    status: 200,
  });
  for (const host of [
    "evil.example",
    "a.b.eu.example",
    ".eu.example",
    "eu.example",
    "a@b.eu.example",
  ])
    await expect(sendRequest(author, { ...request, host }), host).rejects.toEqual(
      code("invalid-input"),
    );
});

test.each([
  "Host",
  "authorization",
  "Cookie",
  "X-Forwarded-For",
  "X-Sallyport-Subject",
  "Content-Length",
])("the header %s is nobody's to set", async (name) => {
  await expect(
    sendRequest(author, { ...request, headers: [{ name, value: "x" }] }),
  ).rejects.toEqual(code("invalid-input"));
});

test("a redirect is shown, not followed; a long body is cut; bytes are no text", async () => {
  answer = (_request, response) =>
    response.writeHead(302, { location: "http://169.254.169.254/" }).end();
  expect(await sendRequest(author, request)).toMatchObject({ status: 302 });
  answer = (_request, response) => response.end("é".repeat(100_000));
  const long = await sendRequest(author, request);
  expect(long).toMatchObject({ truncated: true, bodyBytes: 65_536 });
  expect(long.body).toMatch(/^é+$/);
  answer = (_request, response) => response.end(Buffer.from([0xff, 0xfe, 0x00]));
  expect(await sendRequest(author, request)).toMatchObject({ body: null, bodyBytes: 3 });
});

test("of a stream that does not end, what came is shown", { timeout: 20_000 }, async () => {
  answer = (_request, response) => response.write("data: 1\n\n");
  expect(await sendRequest(author, request)).toMatchObject({
    status: 200,
    truncated: true,
    body: "data: 1\n\n",
  });
});

test("a program with an API token sends nothing", async () => {
  const { actor } = person("owner");
  if (actor.kind !== "user") throw new Error("a person");
  const scopes = ["requests:send"];
  const program = {
    ...actor,
    kind: "api-token" as const,
    tokenId: actor.userId,
    tokenName: "ci",
    scopes,
  };
  await expect(sendRequest({ ...author, actor: program }, request)).rejects.toEqual(
    code("forbidden"),
  );
  expect(seen).toBeNull();
});

test("who may only look can't send, and a gateway that is away is said to be away", async () => {
  await expect(sendRequest(person("auditor"), request)).rejects.toEqual(code("forbidden"));
  answer = (incoming) => incoming.socket.destroy();
  await expect(sendRequest(author, request)).rejects.toEqual(code("unavailable"));
});

async function nameGateway(gatewayUrl: string) {
  const { version } = await database().enforcer.findUniqueOrThrow({ where: { slug: "edge" } });
  return updateEnforcer(person("administrator"), { slug: "edge", version, gatewayUrl });
}

test("the gateway's address is an origin, is not ours, and is not where metadata lives", async () => {
  for (const url of [
    "http://169.254.169.254",
    "http://[::ffff:169.254.169.254]",
    "http://0.0.0.0:8181",
    "http://127.0.0.1:3000",
    "http://localhost:3001",
    "http://gateway.example/path",
    "http://user@gateway.example",
    "ftp://gateway.example",
  ])
    await expect(nameGateway(url), url).rejects.toEqual(code("invalid-input"));
  expect(await nameGateway("https://gateway.example:8443/")).toMatchObject({
    gatewayUrl: "https://gateway.example:8443",
  });
  await expect(
    updateEnforcer(person("author"), { slug: "edge", version: 1, gatewayUrl: null }),
  ).rejects.toEqual(code("forbidden"));
});

test("addresses in another's clothes are seen through", () => {
  const barred = [
    "169.254.1.1",
    "::ffff:169.254.169.254",
    "fe80::1",
    "0.0.0.0",
    "::",
    "224.0.0.1",
    "x",
  ];
  expect(barred.filter((address) => !isBarredAddress(address))).toEqual([]);
  expect(["127.0.0.1", "10.1.2.3", "::1", "8.8.8.8"].filter(isBarredAddress)).toEqual([]);
});

test("a challenge says the same read as written", () => {
  const header = wwwAuthenticate(
    {
      authenticate: false,
      mfa: { strength: "phishing-resistant", max_age_seconds: 900 },
      device: { trust: "compliant", checks: [] },
      token: { scopes: ["a", "b"], sender_constrained: false },
    },
    { scheme: "Bearer", realm: 'with "quotes", and more' },
  );
  expect(readChallenge(header)).toEqual({
    scheme: "Bearer",
    error: "insufficient_user_authentication",
    description:
      "sign in with a passkey within the last 15 minutes, use a compliant device of your own, ask for scope a and b",
    phishingResistant: true,
    maxAgeSeconds: 900,
    scopes: ["a", "b"],
  });
  expect(readChallenge("")).toBeNull();
});
