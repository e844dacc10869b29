import { describe, expect, test } from "vitest";
import { denial } from "#enforcer/decisions/denial.ts";
import { cidrMatcher } from "./cidr.ts";
import { readEnvoy } from "./envoy.ts";
import { readHeaders } from "./headers.ts";
import { envoyReply } from "./reply.ts";

const settings = {
  isTrustedProxy: cidrMatcher(["10.0.0.0/8"]),
  certificateHeader: "x-forwarded-client-cert",
};
const hash = "6ef0c0236f67d8379bfabd11aec2b1622bf47e570d4df22d5147186b04d3ce51";

/** As Envoy 1.2x sends it: its own client appends Envoy's address and calls itself internal. */
const recorded = {
  Host: "billing.example.com",
  "Content-Length": "0",
  Authorization: "Bearer x",
  "X-Sallyport-Client-Address": "203.0.113.7",
  "X-Forwarded-Proto": "https",
  "X-Envoy-Internal": "true",
  "X-Envoy-Expected-Rq-Timeout-Ms": "200",
  "X-Forwarded-For": "10.4.0.2",
};
const { "X-Sallyport-Client-Address": _told, ...untold } = recorded;
const line = { method: "DELETE", url: "/envoy/invoices/7?a=%20b" };
const read = (fields: Readonly<Record<string, string>>, more: readonly string[] = []) => {
  const headers = readHeaders([...Object.entries(fields).flat(), ...more]);
  const answer = readEnvoy(headers, settings, line);
  if (!answer.ok) throw new Error(answer.why);
  return answer.request;
};

describe("Envoy ext_authz over HTTP", () => {
  test("asks with the caller's own method, host and path, behind the prefix", () => {
    expect(read(recorded)).toEqual({
      dialect: "envoy",
      request: {
        method: "DELETE",
        host: "billing.example.com",
        target: "/invoices/7?a=%20b",
        headers: { host: ["billing.example.com"], authorization: ["Bearer x"] },
      },
      client: { address: "203.0.113.7", country: null },
      scheme: "https",
      certificate: null,
      trace: false,
    });
  });

  test("Envoy's own address, which it appends to X-Forwarded-For, is never taken for the caller's", () => {
    expect(read(untold).client.address).toBeNull();
    const chain = (value: string) => read({ ...untold, "X-Forwarded-For": value }).client.address;
    expect(chain("198.51.100.9, 203.0.113.7, 10.4.0.2")).toBe("203.0.113.7");
    expect(chain("10.0.0.1, 192.0.2.9")).toBeNull();
  });

  test("an external address that an internal caller could have sent does not count", () => {
    expect(read({ ...untold, "X-Envoy-External-Address": "10.1.1.1" }).client.address).toBeNull();
  });

  test("an address that came twice is unknown, a Host that came twice is refused", () => {
    expect(read(recorded, ["X-Sallyport-Client-Address", "10.0.0.1"]).client.address).toBeNull();
    expect(() => read(recorded, ["Host", "a"])).toThrow("Host came 2 times");
  });

  test.each([
    [`By=spiffe://a/b;Hash=${hash};Subject="/C=US/CN=a;b,\\"c\\"";URI=spiffe://c/d`, true],
    [`Hash=${hash}`, true],
    [`Hash=${hash},Hash=${hash}`, false],
    [`Hash=${hash};Hash=${"a".repeat(64)}`, false],
    [`Subject="Hash=${hash}"`, false],
    [`Hash=${hash};Subject="unfinished`, false],
    [`Hash=${hash}0`, false],
    [`hash =${hash}`, false],
  ])("the certificate in %s counts: %s", (value, counts) => {
    const { certificate } = read({ ...recorded, "X-Forwarded-Client-Cert": value });
    expect(certificate).toBe(counts ? Buffer.from(hash, "hex").toString("base64url") : null);
  });
});

describe("the answer to Envoy", () => {
  test("is never a 5xx, which failure_mode_allow would let pass", () => {
    const decision = denial("not-ready", "for the test");
    const reply = envoyReply({ id: "1", decision, retryAfterSeconds: null }, { portalUrl: null });
    expect(reply.status).toBe(403);
    expect(reply.headers).toMatchObject({
      "X-Sallyport-Status": "503",
      "X-Sallyport-Reason": "not-ready",
    });
  });
});
