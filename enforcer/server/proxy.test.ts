import { createServer, type IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleDeployment, sampleToken } from "#enforcer/testing/sample-deployment.ts";
import {
  createTestClock,
  startTestEnforcer,
  temporaryFolder,
  until,
} from "#enforcer/testing/start-test-enforcer.ts";
import { createTestAuthority } from "#enforcer/testing/test-authority.ts";

const { deployment, now } = sampleDeployment();

type Arrived = { readonly line: string; readonly headers: IncomingHttpHeaders };

const arrived: Arrived[] = [];
const closing: (() => Promise<unknown>)[] = [];
let port = 0;
let bearer = "";

beforeAll(async () => {
  const upstream = createServer((request, response) => {
    arrived.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    request.resume().on("end", () => response.end("hello"));
  });
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  const address = upstream.address();
  const upstreamPort = typeof address === "object" && address !== null ? address.port : 0;
  const time = createTestClock(now);
  const authority = await createTestAuthority(time.nowSeconds);
  const folder = await temporaryFolder();
  await authority.publish(deployment);
  const enforcer = await startTestEnforcer(authority, time.clock, folder.path, {
    upstream: `http://127.0.0.1:${upstreamPort}`,
  });
  await until("three bundles", () => enforcer.source.inForce());
  port = enforcer.port;
  bearer = `Authorization: Bearer ${await sampleToken(now)}`;
  closing.push(enforcer.stop, authority.close, async () => upstream.close(), folder.remove);
});
afterAll(async () => {
  for (const close of closing) await close();
});

/** Byte for byte; gives the statuses of every answer on the connection. */
async function raw(text: string): Promise<string[]> {
  const seen = await new Promise<string>((resolve) => {
    let got = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (chunk: Buffer) => (got += chunk.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(got));
    socket.setTimeout(20_000, () => socket.destroy());
  });
  return [...seen.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status ?? "");
}

const lines = (...all: readonly string[]) => `${all.join("\r\n")}\r\n\r\n`;
const close = "Connection: close";
const host = "Host: billing.example.com";
const get = (target: string, ...more: readonly string[]) =>
  lines(`GET ${target} HTTP/1.1`, host, close, bearer, ...more);

test("what is allowed goes on as it was decided, with who it is and nothing the caller says about that", async () => {
  const spoofed = ["X-Sallyport-Subject: root", "X_Sallyport_Subject: root", "X-Original-URL: /b"];
  const hops = ["X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1", "Upgrade: h2c"];
  expect(await raw(get("/invoices/7?a=%2F..", ...spoofed, ...hops))).toEqual(["200"]);
  const last = arrived.at(-1);
  expect(last?.line).toBe("GET /invoices/7?a=%2F..");
  expect(last?.headers).toMatchObject({
    host: "billing.example.com",
    "x-sallyport-subject": "ann",
    "x-forwarded-for": "127.0.0.1",
  });
  for (const name of ["x_sallyport_subject", "x-original-url", "forwarded", "upgrade"])
    expect(last?.headers).not.toHaveProperty(name);
});

const bodyOf = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
const open = (line: string, ...more: readonly string[]) => lines(line, host, ...more);
const post = (...more: readonly string[]) =>
  lines("POST /invoices HTTP/1.1", host, close, bearer, ...more);

test.each([
  ["dot segments", () => get("/invoices/../invoices/7"), "400"],
  ["an encoded slash", () => get("/invoices%2f7"), "400"],
  ["an absolute target", () => get("http://billing.example.com/invoices/7"), "400"],
  ["another host in the target", () => get("http://status.example.com/"), "400"],
  ["two hosts", () => get("/invoices/7", "Host: status.example.com"), "400"],
  ["no host, HTTP/1.1", () => lines("GET /invoices/7 HTTP/1.1", close, bearer), "400"],
  ["no host, HTTP/1.0", () => lines("GET /invoices/7 HTTP/1.0", bearer), "400"],
  ["a method override", () => get("/invoices/7", "X-HTTP-Method-Override: DELETE"), "400"],
  ["one with underscores", () => get("/invoices/7", "X_HTTP_Method_Override: DELETE"), "400"],
  ["two tokens", () => get("/invoices/7", "Authorization: Bearer x"), "400"],
  [
    "both lengths",
    () => `${post("Content-Length: 4", "Transfer-Encoding: chunked")}0\r\n\r\n`,
    "400",
  ],
  ["two lengths", () => `${post("Content-Length: 0", "Content-Length: 3")}abc`, "400"],
  ["a space before the colon", () => `${post("Transfer-Encoding : chunked")}0\r\n\r\n`, "400"],
  ["a folded header", () => get("/invoices/7", "X-A: 1\r\n b"), "400"],
  ["huge headers", () => get("/invoices/7", `X-A: ${"a".repeat(70_000)}`), "400"],
  ["a tunnel", () => lines("CONNECT billing.example.com:80 HTTP/1.1", host, close, bearer), "400"],
  ["a WebSocket", () => get("/invoices/7", "Upgrade: websocket"), "501"],
  ["an expectation", () => get("/invoices/7", "Expect: 200-ok"), "417"],
])("%s is refused, and nothing of it arrives", async (_what, text, status) => {
  const before = arrived.length;
  expect(await raw(text())).toEqual([status]);
  expect(arrived.length).toBe(before);
});

test("each of several requests on one connection is decided by itself", async () => {
  const before = arrived.length;
  const text = [
    open("GET /invoices/1 HTTP/1.1", bearer),
    open("GET /nowhere HTTP/1.1", bearer),
    open("GET /invoices/2 HTTP/1.1"),
    get("/invoices/3"),
  ];
  expect(await raw(text.join(""))).toEqual(["200", "403", "401", "200"]);
  expect(arrived.slice(before).map(({ line }) => line)).toEqual([
    "GET /invoices/1",
    "GET /invoices/3",
  ]);
});

test("a chunked body that holds a request stays a body", async () => {
  const before = arrived.length;
  const smuggled = lines("GET /invoices/9 HTTP/1.1", "Host: status.example.com");
  expect(await raw(`${post("Transfer-Encoding: chunked")}${bodyOf(smuggled)}`)).toEqual(["200"]);
  expect(arrived.slice(before).map(({ line }) => line)).toEqual(["POST /invoices"]);
});
