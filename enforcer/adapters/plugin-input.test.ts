import { describe, expect, test } from "vitest";
import { cidrMatcher } from "./cidr.ts";
import { readDataApi } from "./data-api.ts";

const settings = { isTrustedProxy: cidrMatcher(["10.0.0.0/8"]), certificateHeader: "x-cert" };

/** As the plugins' own sources and documentation show them; not run against the real ones. */
const kong = (http: object = {}, more: object = {}) => ({
  request: {
    http: {
      host: "billing.example.com",
      port: "8000",
      tls: {},
      method: "GET",
      scheme: "https",
      path: "/invoices/a%20b",
      querystring: { from: "1", flag: true },
      headers: { host: "billing.example.com:8000", authorization: "Bearer x", accept: "*/*" },
      ...http,
    },
  },
  client_ip: "203.0.113.7",
  service: { host: "upstream.internal", path: "/" },
  ...more,
});
const sent = { host: "billing.example.com", authorization: "Bearer x" };
const apisix = (request: object = {}, more: object = {}) => ({
  type: "http",
  request: {
    scheme: "http",
    path: "/invoices/a b",
    headers: { ...sent, "x-sallyport-target": "/invoices/a%20b?from=1" },
    query: { from: "1" },
    port: 9080,
    method: "GET",
    host: "billing.example.com",
    ...request,
  },
  var: {
    timestamp: 1701234567,
    server_addr: "127.0.0.1",
    server_port: "9080",
    remote_port: "41424",
    remote_addr: "203.0.113.7",
  },
  ...more,
});

const read = (input: unknown) => {
  const answer = readDataApi({ input }, settings);
  return answer.kind === "input" ? answer.request : { ok: false as const, why: "no input" };
};
const targetOf = (input: unknown) => {
  const answer = read(input);
  return answer.ok ? answer.request.request.target : answer.why;
};

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, "1"]));

describe("Kong's opa plugin", () => {
  test("is understood: method, host with its port, path, query, address", () => {
    expect(read(kong())).toMatchObject({
      ok: true,
      request: {
        request: {
          method: "GET",
          host: "billing.example.com:8000",
          target: "/invoices/a%20b?from=1&flag",
          headers: { authorization: ["Bearer x"] },
        },
        client: { address: "203.0.113.7", country: null },
        scheme: "https",
        certificate: null,
      },
    });
  });

  test.each([
    [{ querystring: {} }, "/invoices/a%20b"],
    [{ querystring: [] }, "/invoices/a%20b"],
    [{ querystring: { a: ["1", "2"] } }, "/invoices/a%20b?a=1&a=2"],
    [{ querystring: { "a&b": "c=d é" } }, "/invoices/a%20b?a%26b=c%3Dd%20%C3%A9"],
    [{ querystring: "a=1&a=2" }, "/invoices/a%20b?a=1&a=2"],
    [{ querystring: { a: "\ud800" } }, "the query can't be told for sure"],
    [{ querystring: { a: { b: 1 } } }, "the query can't be told for sure"],
    [{ querystring: { a: false } }, "the query can't be told for sure"],
    [{ path: "/invoices?x" }, "the path holds a query"],
    [{ path: 7 }, "the input lacks the request's path"],
  ])("%j is asked about as %s", (http, target) => expect(targetOf(kong(http))).toBe(target));

  test("a query or headers that Lua may have cut off are refused", () => {
    expect(targetOf(kong({ querystring: many(100) }))).toBe("the query can't be told for sure");
    expect(targetOf(kong({ querystring: many(99) }))).toContain("n98=1");
    expect(targetOf(kong({ headers: { ...sent, ...many(98) } }))).toBe(
      "the input may lack headers",
    );
  });

  test("the caller is the rightmost address that is no trusted proxy", () => {
    const behind = kong(
      { headers: { ...sent, "x-forwarded-for": "10.9.9.9, 198.51.100.1" } },
      { client_ip: "10.0.0.1" },
    );
    const answer = read(behind);
    expect(answer.ok && answer.request.client.address).toBe("198.51.100.1");
    const direct = read(kong({ headers: { ...sent, "x-forwarded-for": "10.0.0.1" } }));
    expect(direct.ok && direct.request.client.address).toBe("203.0.113.7");
  });
});

describe("APISIX's opa plugin", () => {
  test("is asked about the target as it came, which its decoded path does not say", () => {
    expect(read(apisix())).toMatchObject({
      ok: true,
      request: {
        request: { host: "billing.example.com", target: "/invoices/a%20b?from=1" },
        client: { address: "203.0.113.7" },
        scheme: "http",
      },
    });
  });

  test.each([
    [{ headers: sent }, "the path is decoded: the gateway must send X-Sallyport-Target as well"],
    [{ path: "/admin" }, "X-Sallyport-Target is not the path of the input"],
    [
      { headers: { ...sent, "x-sallyport-target": "/x/../invoices/a%20b" } },
      "X-Sallyport-Target is not the path of the input",
    ],
    [
      { headers: { ...sent, "x-sallyport-target": "/invoices/a%zzb" } },
      "X-Sallyport-Target is not the path of the input",
    ],
    [
      { headers: { ...sent, "x-sallyport-target": ["/invoices/a%20b", "/b"] } },
      "X-Sallyport-Target came twice",
    ],
    [{ host: "status.example.com" }, "the input's host and the Host header differ"],
    [{ method: null }, "the input lacks the request's method"],
    [{ headers: { a: 1 } }, "the input's headers are no object of texts or lists"],
  ])("%j is refused: %s", (request, why) => expect(targetOf(apisix(request))).toBe(why));

  test("what is not about HTTP is refused", () => {
    expect(targetOf(apisix({}, { type: "stream" }))).toBe("the input is not about an HTTP request");
  });
});

test("an input with the shape of more than one gateway's is refused", () => {
  const why = "the input has the shape of more than one gateway's";
  const native = { method: "GET", host: "status.example.com", target: "/", headers: {} };
  expect(targetOf({ ...apisix(), ...kong() })).toBe(why);
  expect(targetOf({ request: { ...native, ...kong().request } })).toBe(why);
  expect(targetOf({ ...apisix(), request: { ...apisix().request, target: "/" } })).toBe(why);
});
