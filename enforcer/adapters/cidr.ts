import { BlockList, isIP } from "node:net";

export type Cidr = {
  readonly address: string;
  readonly prefix: number;
  readonly family: "ipv4" | "ipv6";
};

/** `10.0.0.0/8`, `fd00::/8` or a single address; null for anything else. */
export function parseCidr(text: string): Cidr | null {
  const [, address = "", prefixText] = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return null;
  const bits = version === 4 ? 32 : 128;
  const prefix = prefixText === undefined ? bits : Number(prefixText);
  return prefix > bits ? null : { address, prefix, family: version === 4 ? "ipv4" : "ipv6" };
}

/** Is this address inside one of the blocks? */
export function cidrMatcher(blocks: readonly string[]): (address: string) => boolean {
  if (blocks.length === 0) return () => false;
  const list = new BlockList();
  for (const text of blocks) {
    const block = parseCidr(text);
    if (block !== null) list.addSubnet(block.address, block.prefix, block.family);
  }
  return (address) => list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
