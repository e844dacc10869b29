import { expect, test } from "vitest";
import { parseAddress } from "./parse-address.ts";
import { cidrContains, parseCidr } from "./parse-cidr.ts";

test.each([
  ["0.0.0.0/0", "203.0.113.9", true],
  ["0.0.0.0/0", "2001:db8::1", false],
  ["::/0", "203.0.113.9", false],
  ["::/0", "64:ff9b::1", true],
  ["10.0.0.0/9", "10.127.255.255", true],
  ["10.0.0.0/9", "10.128.0.0", false],
  ["203.0.113.9/32", "::ffff:203.0.113.9", true],
  ["203.0.113.9/32", "::ffff:cb00:7109", true],
  ["2001:db8:8000::/33", "2001:db8:8000::1", true],
  ["2001:db8:8000::/33", "2001:db8:7fff::1", false],
  ["::1/128", "0:0:0:0:0:0:0:1", true],
])("%s with %s", (network, text, inside) => {
  const cidr = parseCidr(network);
  const address = parseAddress(text);
  expect(cidr && address && cidrContains(cidr, address)).toBe(inside);
});

test.each([
  "10.0.0.1/8",
  "10.0.0.0/33",
  "10.0.0.0/08",
  "10.0.0/8",
  "010.0.0.0/8",
  "10.0.0.0",
  "::ffff:10.0.0.0/104",
  "2001:db8::1/32",
  "::/129",
  "fe80::%1/10",
  "a/8",
  "",
])("%j is no network", (text) => {
  expect(parseCidr(text)).toBeNull();
});

test.each([
  "",
  "1.2.3",
  "1.2.3.4.5",
  "01.2.3.4",
  "256.1.1.1",
  "1.2.3.4:80",
  "[::1]",
  "fe80::1%eth0",
  "1::2::3",
  ":::",
  "12345::",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "1.2.3.4::",
  "::1.2.3",
  " ::1",
])("%j is no address", (text) => {
  expect(parseAddress(text)).toBeNull();
});
