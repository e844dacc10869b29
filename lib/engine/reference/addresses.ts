/**
 * Rule 8, on bits as text: whether an address is in a network; null for an address that can't be read. A
 * v4-mapped address is its v4 address, and families never match each other.
 */
export function contains(network: string, address: string | null): boolean | null {
  const bits = address === null ? null : readBits(address);
  if (bits === null) return null;
  const [base = "", length] = network.split("/");
  const fixed = readBits(base)?.slice(0, Number(length));
  const size = readBits(base)?.length;
  return fixed !== undefined && size === bits.length && bits.startsWith(fixed);
}

const mapped = "0".repeat(80) + "1".repeat(16);

/** 32 or 128 digits. */
function readBits(text: string): string | null {
  if (!text.includes(":")) return readV4(text);
  const bits = readV6(text);
  return bits?.startsWith(mapped) ? bits.slice(96) : bits;
}

function readV4(text: string): string | null {
  const octets = text.split(".");
  const plain = octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256);
  return octets.length === 4 && plain ? octets.map((octet) => digits(octet, 10, 8)).join("") : null;
}

function readV6(text: string): string | null {
  const [, head = "", v4] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text) ?? [];
  if (v4 !== undefined) {
    const bits = readV4(v4);
    if (bits === null) return null;
    const group = (from: number) => Number.parseInt(bits.slice(from, from + 16), 2).toString(16);
    return readV6(`${head}${group(0)}:${group(16)}`);
  }
  const halves = text.split("::").map((half) => (half === "" ? [] : half.split(":")));
  const count = halves.flat().length;
  if (!halves.flat().every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null;
  if (halves.length > 2 || (halves.length === 2 ? count > 7 : count !== 8)) return null;
  const [left = [], right = []] = halves;
  const zeros = Array.from({ length: 8 - count }, () => "0");
  return [...left, ...zeros, ...right].map((group) => digits(group, 16, 16)).join("");
}

function digits(text: string, radix: number, size: number): string {
  return Number.parseInt(text, radix).toString(2).padStart(size, "0");
}
