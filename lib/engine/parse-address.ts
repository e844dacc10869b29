/** An address as numbers: four octets, or eight 16-bit groups. */
export type ParsedAddress = { readonly family: 4 | 6; readonly words: readonly number[] };

/**
 * Rule 8: the canonical address. A v4-mapped v6 address is its v4 address. Zones, ports, leading zeros and
 * anything else that two parsers read differently are null, which is unknown.
 */
export function parseAddress(text: string): ParsedAddress | null {
  if (!text.includes(":")) {
    const octets = parseOctets(text);
    return octets && { family: 4, words: octets };
  }
  const groups = parseGroups(text);
  if (!groups) return null;
  return isMapped(groups)
    ? { family: 4, words: groups.slice(6).flatMap(bytesOf) }
    : { family: 6, words: groups };
}

/** Whether eight groups lie in ::ffff:0:0/96. */
export function isMapped(groups: readonly number[]): boolean {
  return groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
}

/** Four decimal numbers without leading zeros, in one pass: every request has an address. */
function parseOctets(text: string): number[] | null {
  const octets: number[] = [];
  let octet = -1;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === dot && octet >= 0) {
      octets.push(octet);
      octet = -1;
    } else if (code < zero || code > zero + 9 || octet === 0) {
      return null;
    } else {
      octet = Math.max(octet, 0) * 10 + (code - zero);
      if (octet > 255) return null;
    }
  }
  if (octets.length !== 3 || octet < 0) return null;
  octets.push(octet);
  return octets;
}

const dot = 0x2e;
const zero = 0x30;

/** RFC 4291 section 2.2, with an embedded v4 address only at the end. */
export function parseGroups(text: string): number[] | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const head = parseHalf(halves[0] ?? "", halves.length === 1);
  const tail = halves.length === 2 ? parseHalf(halves[1] ?? "", true) : [];
  if (!head || !tail) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1) return missing === 0 ? head : null;
  if (missing < 1) return null;
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

function parseHalf(text: string, mayEndInOctets: boolean): number[] | null {
  if (text === "") return [];
  const parts = text.split(":");
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (mayEndInOctets && index === parts.length - 1 && part.includes(".")) {
      const octets = parseOctets(part);
      if (!octets) return null;
      groups.push(...pairs(octets));
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else return null;
  }
  return groups;
}

function pairs(octets: readonly number[]): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  return [a * 256 + b, c * 256 + d];
}

function bytesOf(group: number): number[] {
  return [group >> 8, group & 0xff];
}
