import { expect, test } from "vitest";
import { readHeaders } from "./headers.ts";
import { endToEndHeaders, readProxyRequest, upstreamHeaders } from "./proxy-request.ts";

const settings = {
  isTrustedProxy: (address: string) => address === "10.0.0.1",
  certificateHeader: "x-cert",
};
const direct = (...fields: string[]) => ({
  method: "GET",
  target: "/a?b=c",
  headers: readHeaders(["Host", "api.example.com", ...fields]),
  peerAddress: "203.0.113.7",
});

test("identity headers that a caller sends do not go upstream, however they are spelled", () => {
  const fields = endToEndHeaders(
    readHeaders([
      "X-Sallyport-Subject",
      "root",
      "x_sallyport_subject",
      "root",
      "X-SALLYPORT_Device",
      "d",
      "Accept",
      "*/*",
    ]),
  );
  expect(fields).toEqual([["accept", ["*/*"]]]);
});

test("hop-by-hop headers and those that Connection names stay behind, but not the credentials", () => {
  const fields = endToEndHeaders(
    readHeaders([
      "Connection",
      "close, X-Secret, Authorization, Host",
      "X-Secret",
      "1",
      "TE",
      "trailers",
      "Authorization",
      "Bearer x",
      "Host",
      "h",
      "Upgrade",
      "h2c",
      "Keep-Alive",
      "1",
    ]),
  );
  expect(fields).toEqual([
    ["authorization", ["Bearer x"]],
    ["host", ["h"]],
  ]);
});

test("a direct caller's address is that of its socket, whatever it forwards", () => {
  const request = readProxyRequest(direct("X-Forwarded-For", "192.0.2.1", "X-Cert", "a"), settings);
  expect(request.client.address).toBe("203.0.113.7");
  expect(request.certificate).toBeNull();
});

test("every Host header reaches the engine, so that it can refuse two", () => {
  expect(readProxyRequest(direct("Host", "other"), settings).request.headers["host"]).toEqual([
    "api.example.com",
    "other",
  ]);
});

test("nothing goes upstream that could name another path, method, address or caller", () => {
  const given = {
    "X-Original-URL": "/admin",
    "X-Rewrite-URL": "/admin",
    "X-Original-URI": "/admin",
    "X-Forwarded-Uri": "/admin",
    "X-Forwarded-Method": "DELETE",
    x_forwarded_for: "::1",
    Content_Length: "7",
    X_HTTP_Method_Override: "DELETE",
    "X-Plain": "1",
  };
  const { headers } = direct(...Object.entries(given).flat());
  expect(Object.keys(upstreamHeaders(headers, "203.0.113.7", settings))).toEqual([
    "host",
    "x-plain",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
  ]);
  const read = readProxyRequest(direct("X_HTTP-Method_Override", "DELETE"), settings);
  expect(Object.keys(read.request.headers)).toContain("x_http-method_override");
});

test("the chain so far is passed on only from a trusted proxy", () => {
  const { headers } = direct(
    "X-Forwarded-For",
    "192.0.2.1",
    "Forwarded",
    "for=1",
    "X-Real-IP",
    "1.1.1.1",
  );
  expect(upstreamHeaders(headers, "203.0.113.7", settings)).toEqual({
    host: "api.example.com",
    "x-forwarded-for": "203.0.113.7",
    "x-forwarded-host": "api.example.com",
    "x-forwarded-proto": "http",
  });
  expect(upstreamHeaders(headers, "::ffff:10.0.0.1", settings)["x-forwarded-for"]).toBe(
    "192.0.2.1, 10.0.0.1",
  );
});
