import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readChunk } from "./read-chunk.ts";

const packed = (text: string) => readChunk(gzipSync(text), "gzip");

test("a chunk is the list of its events, packed or not, however its encoding is spelled", async () => {
  const text = JSON.stringify([{ decision_id: "1" }, 2]);
  expect(await packed(text)).toEqual([{ decision_id: "1" }, 2]);
  expect(await readChunk(Buffer.from(text), undefined)).toEqual([{ decision_id: "1" }, 2]);
  expect(await readChunk(gzipSync(text), " GZIP ")).toHaveLength(2);
});

test.each([
  ["lists in lists", "[".repeat(2_000_000) + "]".repeat(2_000_000)],
  ["objects beside each other", `[${"{},".repeat(2_000_000)}{}]`],
])("a bomb of %s is not parsed", async (_name, text) => {
  expect(await packed(text)).toMatchObject({
    reason: "The chunk has more than 1000000 objects and lists.",
    text: text.slice(0, 65_536),
  });
});

test("what unpacks to more than 32 MB, or is no archive, is not a chunk", async () => {
  const reason = "The chunk can't be unpacked, or is too large unpacked.";
  expect(await packed(" ".repeat(33 * 1024 * 1024))).toEqual({ reason });
  expect(await readChunk(Buffer.from("no archive"), "gzip")).toEqual({ reason });
});
