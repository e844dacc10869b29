import { describe, expect, test } from "vitest";
import { cidrMatcher } from "./cidr.ts";
import { clientAddress, forwardedChain } from "./client-address.ts";

const proxies = cidrMatcher(["10.0.0.0/8", "fd00::/8"]);
const address = (header: string, trusted = proxies) =>
  clientAddress(forwardedChain([header]), trusted);

describe("the caller's address", () => {
  test("is the rightmost one that is no trusted proxy", () => {
    expect(address("198.51.100.9, 203.0.113.7, 10.0.0.1, 10.2.0.1")).toBe("203.0.113.7");
    expect(address("203.0.113.7, fd00::1")).toBe("203.0.113.7");
  });

  test("is the gateway's own word when nothing is trusted: what a stranger prepends is not looked at", () => {
    expect(address("10.0.0.1, 203.0.113.7", () => false)).toBe("203.0.113.7");
  });

  test.each([
    "rubbish",
    "203.0.113.7:4711",
    "[2001:db8::1]",
    "fe80::1%eth0",
    "",
    "1.2.3",
    "203.0.113.07",
  ])("is unknown when %j stands where it should be", (entry) =>
    expect(address(`198.51.100.9, ${entry}`)).toBeNull(),
  );

  test("is IPv4 when it came as IPv4 inside IPv6", () => {
    expect(address("::ffff:203.0.113.7")).toBe("203.0.113.7");
  });

  test("is unknown when everything in the chain is a trusted proxy", () => {
    expect(address("10.0.0.1, 10.0.0.2")).toBeNull();
  });
});
