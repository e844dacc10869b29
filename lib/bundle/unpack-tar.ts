import { BundleError } from "./bundle-error.ts";
import type { BundleLimits } from "./bundle-limits.ts";

/**
 * Reads exactly the archives that `packTar` writes and nothing else: plain files in ustar headers, each
 * name once, zero padding, two zero blocks, then the end. What a more generous reader would skip or repair
 * (links, folders, extensions, prefixes, bytes after the end) is refused, so that no two readers can see
 * different files in the same signed bytes.
 */
export function unpackTar(tar: Uint8Array, limits: BundleLimits): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let offset = 0;
  while (!isZero(tar, offset, 512)) {
    const { name, size } = readHeader(tar, offset);
    const start = offset + 512;
    const end = start + Math.ceil(size / 512) * 512;
    if (end > tar.length) throw new BundleError("bad-archive", `${name} is cut off`);
    if (!isZero(tar, start + size, end - start - size))
      throw new BundleError("bad-archive", `odd padding after ${name}`);
    if (size > limits.fileBytesMax) throw new BundleError("too-large", `${name} is too large`);
    if (files.has(name)) throw new BundleError("duplicate-file", `${name} is there twice`);
    files.set(name, tar.subarray(start, start + size));
    if (files.size > limits.filesMax) throw new BundleError("too-large", "too many files");
    offset = end;
  }
  if (tar.length !== offset + 1024 || !isZero(tar, offset, 1024)) {
    throw new BundleError("bad-archive", "the archive does not end where it should");
  }
  return files;
}

function readHeader(tar: Uint8Array, offset: number): { name: string; size: number } {
  if (offset + 512 > tar.length) throw new BundleError("bad-archive", "the archive is cut off");
  const block = Buffer.from(tar.buffer, tar.byteOffset + offset, 512);
  const text = (start: number, length: number) => block.toString("latin1", start, start + length);
  const size = /^([0-7]{11})\0$/.exec(text(124, 12))?.[1];
  if (size === undefined || text(257, 8) !== "ustar\x0000") {
    throw new BundleError("bad-archive", "a header is not of the expected form");
  }
  if (text(148, 8) !== `${headerSum(block).toString(8).padStart(6, "0")}\0 `) {
    throw new BundleError("bad-archive", "a header's checksum is wrong");
  }
  if (text(156, 1) !== "0" || !isZero(block, 157, 100)) {
    throw new BundleError("bad-archive", "an entry is not a plain file");
  }
  if (!isZero(block, 345, 167)) throw new BundleError("bad-name", "an entry's name has a prefix");
  const name = text(0, 100).replace(/\0+$/, "");
  checkName(name);
  return { name, size: Number.parseInt(size, 8) };
}

/** The checksum field itself counts as eight spaces. */
function headerSum(block: Uint8Array): number {
  let sum = 8 * 0x20;
  for (let index = 0; index < 512; index++) {
    if (index < 148 || index >= 156) sum += block[index] ?? 0;
  }
  return sum;
}

/** Relative, ASCII, `/`-separated, no empty, `.` or `..` segment. */
function checkName(name: string): void {
  const plain = /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/.test(name);
  if (!plain || name.split("/").some((part) => part === "." || part === "..")) {
    throw new BundleError("bad-name", "an entry's name is not a plain relative path");
  }
}

function isZero(bytes: Uint8Array, start: number, length: number): boolean {
  for (let index = start; index < start + length; index++) {
    if (index >= bytes.length) throw new BundleError("bad-archive", "the archive is cut off");
    if (bytes[index] !== 0) return false;
  }
  return true;
}
