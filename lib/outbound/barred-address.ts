import { BlockList, isIP } from "node:net";

/**
 * Where no gateway listens and only harm is to be had: link-local addresses (the metadata services of clouds live
 * there), "this host" and multicast. Private and loopback addresses are where gateways usually are.
 */
const barred = new BlockList();
barred.addSubnet("0.0.0.0", 8, "ipv4");
barred.addSubnet("169.254.0.0", 16, "ipv4");
barred.addSubnet("224.0.0.0", 3, "ipv4");
barred.addAddress("::", "ipv6");
barred.addSubnet("fe80::", 10, "ipv6");
barred.addSubnet("ff00::", 8, "ipv6");
barred.addAddress("fd00:ec2::254", "ipv6");
barred.addAddress("100.100.100.200", "ipv4");

/** Also an IPv4 address in an IPv6 one's clothes, which `BlockList` looks through; what is no address is barred. */
export function isBarredAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  return barred.check(address, family === 4 ? "ipv4" : "ipv6");
}
