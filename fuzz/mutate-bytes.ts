import { smallSize, type Random } from "./random.ts";

const interesting = [0x00, 0x01, 0x20, 0x22, 0x25, 0x2e, 0x2f, 0x30, 0x5c, 0x7f, 0x80, 0xc0, 0xff];

/** A few edits as a broken disk, a bad proxy or somebody clever would make them. Never the same array. */
export function mutateBytes(random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  let result: Buffer = Buffer.from(bytes);
  for (let edits = 1 + smallSize(random, 12); edits > 0; edits -= 1)
    result = edit(random, result, other);
  return result;
}

function edit(random: Random, bytes: Buffer, other: Uint8Array): Buffer {
  const at = random.below(bytes.length + 1);
  const length = smallSize(random, 600);
  switch (random.below(8)) {
    case 0:
      return flip(bytes, at, 1 << random.below(8));
    case 1:
      return set(bytes, at, random.pick(interesting));
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 3:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.alloc(length, random.below(256)),
        bytes.subarray(at),
      ]);
    case 4:
      return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
    case 5:
      return bytes.subarray(0, at);
    case 6:
      return Buffer.concat([bytes.subarray(0, at), other.subarray(random.below(other.length + 1))]);
    default:
      return set(bytes, at, random.below(256));
  }
}

function flip(bytes: Buffer, at: number, mask: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

function set(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
}
