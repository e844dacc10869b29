import { expect, test } from "vitest";
import { gatewayProof } from "./gateway-proof.ts";
import { readHeaders } from "./headers.ts";

const none = readHeaders([]);
const secret = (...values: string[]) =>
  readHeaders(values.flatMap((value) => ["X-Sallyport-Gateway-Secret", value]));
const remote = { address: "203.0.113.7", unixSocket: false };

test("a gateway on this machine or on a unix socket has proved itself", () => {
  const isProved = gatewayProof(null);
  for (const address of ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
    expect(isProved({ address, unixSocket: false }, none)).toBe(true);
  expect(isProved({ address: null, unixSocket: true }, none)).toBe(true);
});

test("one on another host has not, unless it knows the secret", () => {
  expect(gatewayProof(null)(remote, secret(""))).toBe(false);
  expect(gatewayProof(null)({ address: null, unixSocket: false }, none)).toBe(false);
  const isProved = gatewayProof("a long enough secret");
  expect(isProved(remote, none)).toBe(false);
  expect(isProved(remote, secret("another secret"))).toBe(false);
  expect(isProved(remote, secret("a long enough secret", "x"))).toBe(false);
  expect(isProved(remote, secret("a long enough secret"))).toBe(true);
});
