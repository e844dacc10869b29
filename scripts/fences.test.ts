import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Per row of "Who may import whom": a file, imports it may not have, imports it may. */
const rows: { file: string; forbidden: string[]; allowed: string[] }[] = [
  {
    file: "lib/engine/planted.ts",
    forbidden: ["#lib/bundle/tar.ts", "#lib/db/client.ts", "node:crypto", "pg", "react"],
    allowed: ["zod", "#lib/engine/decide.ts", "./decide.ts"],
  },
  {
    file: "lib/engine/evaluate-planted.ts",
    forbidden: ["zod"],
    allowed: ["#lib/engine/decide.ts"],
  },
  {
    file: "lib/engine/reference/planted.ts",
    forbidden: ["zod", "#lib/engine/decide.ts", "#lib/engine/parse-cidr.ts"],
    allowed: ["./judge.ts", "#lib/engine/decision.ts", "#lib/engine/release-content.ts"],
  },
  {
    file: "lib/bundle/planted.ts",
    forbidden: ["#lib/verb.ts", "#lib/db/client.ts", "fastify", "next/server", "@prisma/client"],
    allowed: ["#lib/engine/decide.ts", "jose", "node:crypto"],
  },
  {
    file: "lib/policies/contract.ts",
    forbidden: ["./create-policy.ts", "#lib/verb.ts", "#lib/db/client.ts", "node:fs", "react"],
    allowed: ["zod", "#lib/engine/decide.ts", "#lib/apis/contract.ts", "#lib/contract.ts"],
  },
  {
    file: "lib/db/planted.ts",
    forbidden: ["#lib/verb.ts", "#lib/policies/create-policy.ts", "next/headers"],
    allowed: ["pg", "#lib/env.ts", "#lib/errors.ts"],
  },
  {
    file: "lib/errors.ts",
    forbidden: ["#lib/audit/append-event.ts"],
    allowed: ["zod"],
  },
  {
    file: "lib/database-away.ts",
    forbidden: ["#lib/verb.ts", "#lib/http/problem.ts"],
    allowed: ["#lib/errors.ts"],
  },
  {
    file: "lib/env.ts",
    forbidden: ["#lib/auth/create-session.ts"],
    allowed: ["zod"],
  },
  {
    file: "lib/log.ts",
    forbidden: ["#lib/audit/append-event.ts"],
    allowed: ["pino"],
  },
  {
    file: "lib/audit/planted.ts",
    forbidden: ["#lib/policies/create-policy.ts", "#lib/http/mount.ts", "react"],
    allowed: ["#lib/db/client.ts", "#lib/verb.ts", "#lib/policies/contract.ts"],
  },
  {
    file: "lib/auth/planted.ts",
    forbidden: ["#lib/releases/publish-release.ts", "#components/ui/button.tsx", "next/headers"],
    allowed: ["#lib/db/client.ts", "#lib/errors.ts", "next-auth"],
  },
  {
    file: "lib/verb.ts",
    forbidden: ["#lib/devices/enroll-device.ts"],
    allowed: ["#lib/audit/append-event.ts", "#lib/auth/roles.ts"],
  },
  {
    file: "lib/policies/planted.ts",
    forbidden: [
      "#lib/apis/internal.ts",
      "#lib/http/mount.ts",
      "#lib/client/paths.ts",
      "#lib/keys/unseal-key.ts",
      "#components/ui/button.tsx",
      "#authority/server.ts",
      "next/server",
      "react",
      "../db/client.ts",
    ],
    allowed: ["./internal.ts", "#lib/db/client.ts", "#lib/apis/import-api.ts", "yaml"],
  },
  {
    file: "lib/keys/planted.ts",
    forbidden: ["./unseal-key.ts"],
    allowed: ["./seal-key.ts"],
  },
  {
    file: "lib/http/planted.ts",
    forbidden: ["#lib/db/client.ts", "#lib/apis/internal.ts", "next/server", "@prisma/client"],
    allowed: ["hono", "@hono/zod-openapi", "#lib/auth/roles.ts", "#lib/apis/import-api.ts"],
  },
  {
    file: "lib/client/planted.ts",
    forbidden: ["#lib/apis/import-api.ts", "#lib/errors.ts", "node:fs", "next/navigation"],
    allowed: ["#lib/apis/contract.ts", "zod"],
  },
  {
    file: "components/planted.tsx",
    forbidden: [
      "#lib/apis/import-api.ts",
      "#lib/apis/contract.ts",
      "#lib/db/client.ts",
      "node:fs",
      "@prisma/client",
    ],
    allowed: ["#components/ui/button.tsx", "#calls/apis", "#lib/client/paths.ts", "react"],
  },
  {
    file: "components/planted-schema.ts",
    forbidden: ["#lib/apis/import-api.ts", "@prisma/client"],
    allowed: ["#lib/apis/contract.ts", "zod"],
  },
  {
    file: "app/(console)/apis/_components/planted.tsx",
    forbidden: ["#lib/apis/import-api.ts", "#lib/apis/contract.ts", "#lib/env.ts"],
    allowed: ["./row.tsx", "#components/ui/button.tsx", "#lib/engine/explain.ts"],
  },
  {
    file: "app/(console)/apis/page.tsx",
    forbidden: ["#lib/db/client.ts", "#lib/apis/internal.ts", "#authority/server.ts", "pg"],
    allowed: ["#lib/apis/list-apis.ts", "#components/ui/button.tsx", "next/navigation"],
  },
  {
    file: "authority/planted.ts",
    forbidden: ["#lib/http/mount.ts", "#components/ui/button.tsx", "next/server", "react"],
    allowed: ["#lib/keys/unseal-key.ts", "#lib/releases/sign-release.ts", "fastify"],
  },
  {
    file: "enforcer/planted.ts",
    forbidden: ["#lib/db/client.ts", "#lib/env.ts", "next/server", "react", "@prisma/client"],
    allowed: ["#lib/engine/decide.ts", "#lib/bundle/read-bundle.ts", "jose", "node:http"],
  },
  {
    file: "bench/planted.ts",
    forbidden: ["#components/ui/button.tsx", "#cli/main.ts", "react", "next/server"],
    allowed: ["#lib/engine/decide.ts", "#authority/server.ts", "#enforcer/config.ts", "casbin"],
  },
  {
    file: "fuzz/planted.ts",
    forbidden: ["#components/ui/button.tsx", "#cli/main.ts", "react", "next/server"],
    allowed: ["#lib/engine/decide.ts", "#authority/read-status.ts", "#enforcer/config.ts", "jose"],
  },
  {
    file: "cli/planted.ts",
    forbidden: ["#lib/apis/import-api.ts", "#lib/db/client.ts", "react"],
    allowed: ["#lib/client/paths.ts", "#lib/apis/contract.ts", "commander", "jose"],
  },
];

type Diagnostic = { code: string; message: string; filename: string };

const folder = mkdtempSync(join(tmpdir(), "fences-"));
let diagnostics: Diagnostic[] = [];

function plant(file: string, content: string) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
}

function lint(): Diagnostic[] {
  const command = join(root, "node_modules", ".bin", "oxlint");
  try {
    return read(execFileSync(command, ["--format=json", "."], { cwd: folder, encoding: "utf8" }));
  } catch (error) {
    if (error instanceof Error && "stdout" in error) return read(String(error.stdout)); // it found something
    throw error;
  }
}

const read = (text: string): Diagnostic[] => JSON.parse(text).diagnostics;

const isReported = (file: string, specifier: string) =>
  diagnostics.some(
    ({ code, message, filename }) =>
      code.includes("no-restricted-imports") &&
      filename === file &&
      message.includes(`'${specifier}'`),
  );

beforeAll(() => {
  cpSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  for (const { file, forbidden, allowed } of rows)
    plant(file, [...forbidden, ...allowed].map((name) => `import "${name}";\n`).join(""));
  plant("lib/engine/clock.ts", "export const clock = () => [Date.now(), process.pid];\n");
  diagnostics = lint();
});

afterAll(() => rmSync(folder, { recursive: true }));

const each = (key: "forbidden" | "allowed") =>
  rows.flatMap((row) => row[key].map((specifier) => [row.file, specifier] as const));

test.each(each("forbidden"))("%s may not import %s", (file, specifier) => {
  expect(isReported(file, specifier)).toBe(true);
});

test.each(each("allowed"))("%s may import %s", (file, specifier) => {
  expect(isReported(file, specifier)).toBe(false);
});

test("the engine reads no clock and no process", () => {
  const found = diagnostics.filter(({ filename }) => filename === "lib/engine/clock.ts");
  expect(found.map(({ code }) => code).toSorted()).toEqual([
    "eslint(no-restricted-globals)",
    "eslint(no-restricted-properties)",
  ]);
});

const isPlanted = (name = "") => {
  const prefix = name.replace(/(<|unseal-).*/, "");
  return rows.some(({ file }) => file.startsWith(prefix) || file.endsWith(name));
};

test("every row of the import table in ARCHITECTURE.md has a planted import", () => {
  const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  const table = (text.split(/^\| folder \| may import.*$/m)[1] ?? "").split("\n\n")[0] ?? "";
  const cells = table.split("\n").map((line) => line.split("|")[1] ?? "");
  const names = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]));
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !isPlanted(name))).toEqual([]);
});
