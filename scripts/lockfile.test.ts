import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";

const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const text = readFileSync(file, "utf8");
const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
    ),
  })
  .parse(JSON.parse(text));

/** Looks where Node would look: beside the package, then in every folder above. */
function isLocked(where: string, name: string): boolean {
  if (`${where ? `${where}/` : ""}node_modules/${name}` in packages) return true;
  if (where === "") return false;
  const above = where.lastIndexOf("/node_modules/");
  return isLocked(above < 0 ? "" : where.slice(0, above), name);
}

test("the lockfile names the binaries of every platform, so that npm ci works on each", () => {
  const missing = Object.entries(packages).flatMap(([where, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isLocked(where, name))
      .map((name) => `${where} lacks ${name}`),
  );
  expect(missing).toEqual([]);
});

test("the lockfile names no registry, so that each machine uses its own", () => {
  expect(text).not.toMatch(/"resolved": "http/);
});
