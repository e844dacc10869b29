import { describe, expect, test } from "vitest";
import { readDataApi } from "./data-api.ts";
import { readForwardAuth } from "./forward-auth.ts";
import { readHeaders } from "./headers.ts";
import { readNginx } from "./nginx.ts";

const settings = { isTrustedProxy: () => false, certificateHeader: "x-client-certificate" };
const thumbprint = "bvDAI9n2Dbeb8rRrhsKxYiv0flcNTfItUcYwavTNzlE";

const headersOf = (fields: Readonly<Record<string, string>>, more: readonly string[] = []) =>
  readHeaders([...Object.entries(fields).flat(), ...more]);
const nginx = (change: Readonly<Record<string, string>> = {}, more: readonly string[] = []) =>
  readNginx(
    headersOf(
      {
        "X-Original-Method": "GET",
        "X-Original-URI": "/invoices?a=b",
        "X-Forwarded-Host": "billing.example.com",
        "X-Forwarded-For": "203.0.113.7",
        "X-Real-IP": "203.0.113.7",
        "X-Forwarded-Proto": "https",
        Host: "127.0.0.1:8181",
        ...change,
      },
      more,
    ),
    settings,
  );

describe("nginx", () => {
  test("describes the original request in headers", () => {
    expect(nginx({ Authorization: "Bearer x", "X-Client-Certificate": thumbprint })).toEqual({
      ok: true,
      request: {
        dialect: "nginx",
        request: {
          method: "GET",
          host: "billing.example.com",
          target: "/invoices?a=b",
          headers: { host: ["billing.example.com"], authorization: ["Bearer x"] },
        },
        client: { address: "203.0.113.7", country: null },
        scheme: "https",
        certificate: thumbprint,
        trace: false,
      },
    });
  });

  test.each(["X-Original-Method", "X-Original-URI", "X-Forwarded-Host"])(
    "a configuration without %s is told so",
    (name) => {
      const read = nginx({ [name]: "" });
      expect(read).toEqual({ ok: false, why: `the gateway did not send ${name}` });
    },
  );

  test("a header that came twice is refused, whoever added the second", () => {
    expect(nginx({}, ["x-original-uri", "/health"])).toEqual({
      ok: false,
      why: "X-Original-URI came 2 times",
    });
  });

  test("the address is unknown when the two headers that carry it disagree", () => {
    const read = nginx({ "X-Forwarded-For": "10.0.0.1" });
    expect(read.ok && read.request.client.address).toBeNull();
  });

  test("every value of a repeated decisive header reaches the engine", () => {
    const read = nginx({ Authorization: "Bearer a" }, ["authorization", "Bearer b"]);
    expect(read.ok && read.request.request.headers["authorization"]).toEqual([
      "Bearer a",
      "Bearer b",
    ]);
  });

  test("a certificate counts only from the configured header", () => {
    const headers = headersOf({
      "X-Original-Method": "GET",
      "X-Original-URI": "/",
      "X-Forwarded-Host": "a",
      "X-Client-Certificate": thumbprint,
    });
    const read = readNginx(headers, { ...settings, certificateHeader: null });
    expect(read.ok && read.request.certificate).toBeNull();
  });
});

test("Traefik and Caddy describe the original request in X-Forwarded headers", () => {
  const headers = headersOf({
    "X-Forwarded-Method": "DELETE",
    "X-Forwarded-Uri": "/invoices/7",
    "X-Forwarded-Host": "billing.example.com",
    "X-Forwarded-For": "198.51.100.9, 203.0.113.7",
    "X-Forwarded-Proto": "wss",
  });
  expect(readForwardAuth(headers, settings)).toMatchObject({
    ok: true,
    request: {
      request: { method: "DELETE", host: "billing.example.com", target: "/invoices/7" },
      client: { address: "203.0.113.7" },
      scheme: "https",
    },
  });
  expect(readForwardAuth(headersOf({ "X-Forwarded-Uri": "/" }), settings)).toEqual({
    ok: false,
    why: "the gateway did not send X-Forwarded-Method",
  });
});

describe("OPA's Data API", () => {
  const request = { method: "GET", host: "billing.example.com", target: "/", headers: {} };

  test("takes the Rego library's input and ignores whatever calls itself identity or time", () => {
    const read = readDataApi(
      {
        input: {
          request: { ...request, headers: { Authorization: "Bearer x", "X-A": ["1", "2"] } },
          client: {
            address: "::ffff:203.0.113.7",
            country: "DE",
            certificate_thumbprint: thumbprint,
          },
          claims: { sub: "root" },
          subject: "root",
          now: 1,
          trace: true,
        },
      },
      settings,
    );
    expect(read).toEqual({
      kind: "input",
      request: {
        ok: true,
        request: {
          dialect: "data-api",
          request: { ...request, headers: { authorization: ["Bearer x"], "x-a": ["1", "2"] } },
          client: { address: "203.0.113.7", country: "DE" },
          scheme: null,
          certificate: thumbprint,
          trace: true,
        },
      },
    });
  });

  test.each([undefined, null, 7, "text", {}, []])(
    "a body %j without input is a bad body",
    (body) => {
      expect(readDataApi(body, settings)).toEqual({ kind: "bad-body" });
    },
  );

  test.each([
    [{ request: { ...request, method: 7 } }, "method"],
    [{ request: { ...request, target: undefined } }, "target"],
    [{ request: { ...request, headers: "none" } }, "headers"],
    [{ request: { ...request, headers: { a: [1] } } }, "headers"],
    ["text", "method"],
  ])("an input %j is a denial that names %s", (input, what) => {
    const read = readDataApi({ input }, settings);
    expect(read.kind === "input" && !read.request.ok && read.request.why).toContain(what);
  });
});
