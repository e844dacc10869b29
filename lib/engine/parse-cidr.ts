import { isMapped, parseAddress, parseGroups, type ParsedAddress } from "./parse-address.ts";

export type ParsedCidr = ParsedAddress & { readonly bits: number };

/**
 * Rule 8: a network in canonical form. Host bits, a v4-mapped v6 network, leading zeros: null, and the
 * document that holds it is refused.
 */
export function parseCidr(text: string): ParsedCidr | null {
  const match = /^([0-9a-fA-F:.]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  const base = match?.[1];
  if (!match || base === undefined || isMappedText(base)) return null;
  const address = parseAddress(base);
  const bits = Number(match[2]);
  if (!address || bits > (address.family === 4 ? 32 : 128)) return null;
  return hasHostBits(address, bits) ? null : { ...address, bits };
}

/** Families never match each other. */
export function cidrContains(cidr: ParsedCidr, address: ParsedAddress): boolean {
  if (cidr.family !== address.family) return false;
  const size = wordSize(cidr);
  let left = cidr.bits;
  for (let index = 0; left > 0; index += 1, left -= size) {
    const shift = size - Math.min(left, size);
    if ((cidr.words[index] ?? 0) >> shift !== (address.words[index] ?? 0) >> shift) return false;
  }
  return true;
}

function isMappedText(text: string): boolean {
  const groups = text.includes(":") ? parseGroups(text) : null;
  return groups !== null && isMapped(groups);
}

function hasHostBits(address: ParsedAddress, bits: number): boolean {
  const size = wordSize(address);
  return address.words.some((word, index) => {
    const fixed = Math.min(Math.max(bits - index * size, 0), size);
    return (word & ((1 << (size - fixed)) - 1)) !== 0;
  });
}

function wordSize(address: ParsedAddress): number {
  return address.family === 4 ? 8 : 16;
}
