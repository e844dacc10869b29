import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readApart } from "./read-apart.ts";

const folder = mkdtempSync(join(tmpdir(), "read-apart-"));
const program = pathToFileURL(join(folder, "read-description.mjs"));

beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL("thread.ts", import.meta.url))],
    outfile: fileURLToPath(program),
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["react-server"],
    mainFields: ["module", "main"],
    banner: {
      js: 'import { createRequire as make } from "node:module"; const require = make(import.meta.url);',
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const large = (operations: number) => {
  const paths = Array.from({ length: operations }, (_, index) => `  /p${index}: {get: {}}\n`);
  return Buffer.from(`openapi: 3.1.0\npaths:\n${paths.join("")}`);
};

test("a large description keeps nobody else waiting", async () => {
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 5);
  const read = await readApart(large(8000), { program });
  clearInterval(ticking);
  expect(read.operations).toHaveLength(8000);
  // In this thread it would have been none.
  expect(turns).toBeGreaterThan(10);
});

test("what is wrong with a document comes back with its place", async () => {
  const document = Buffer.from('{"openapi": "3.0.0",\n"paths": {');
  await expect(readApart(document, { program })).rejects.toMatchObject({
    name: "DescriptionError",
    message: expect.stringContaining("This is no JSON"),
    line: 2,
  });
});

test("time and memory are bounded", async () => {
  await expect(readApart(large(20_000), { program, msMax: 1 })).rejects.toMatchObject({
    name: "DescriptionError",
    message: expect.stringContaining("too much time"),
  });
  await expect(readApart(large(40_000), { program, heapMbMax: 8 })).rejects.toMatchObject({
    name: "DescriptionError",
    message: expect.stringContaining("too much memory"),
  });
});
