import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { reasonCodes, reasons } from "#lib/engine/reasons.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What a clone does not have: built, installed, or of one machine. */
const made = /^(\.git|\.data.*|\.next.*|\.test|dist|node_modules|test-results|generated)$/;

function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !made.test(name))
    .flatMap((entry) => {
      const file = join(folder, entry.name);
      return entry.isDirectory() ? listFiles(file) : [file];
    });
}

const files = listFiles(".");
const documents = files.filter((file) => file.endsWith(".md"));
const folders = [...new Set(files.flatMap((file) => file.split("/").slice(0, -1).slice(0, 1)))];

/** A piece of code that reads like a path of this repository: `lib/db`, `scripts/start.mjs`. */
function isPath(text: string) {
  if (!/^[\w.()[\]-]+(\/[\w.()[\]-]+)+\/?$/.test(text)) return false;
  const first = text.split("/")[0] ?? "";
  if (made.test(first) || first === ".") return false;
  return folders.includes(first) || /\.(tsx?|mjs|js|md|ya?ml|rego|prisma)$/.test(text);
}

function readNames(file: string) {
  const text = readFileSync(join(root, file), "utf8").replaceAll(/^```[\s\S]*?^```/gm, "");
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? "").filter(isPath);
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => (match[1] ?? "").split("#")[0] ?? "")
    .filter((link) => link !== "" && !/^[a-z]+:/.test(link));
  return [...code, ...links];
}

/** From the root or from the document's folder; `lib/errors` may stand for `lib/errors.ts`. */
function exists(name: string, document: string) {
  const bases = [root, join(root, dirname(document))];
  const names = [name, `${name}.ts`];
  return bases.some((base) => names.some((each) => existsSync(join(base, each))));
}

test.each(documents)("%s names only paths that exist", (document) => {
  const gone = readNames(document).filter((name) => !exists(name, document));
  expect(gone).toEqual([]);
});

test.each(folders.filter((folder) => !folder.startsWith(".")))(
  "ARCHITECTURE.md names the folder %s",
  (folder) => {
    const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
    expect(text).toMatch(new RegExp(`\\b${folder}\\b`));
  },
);

test.each(reasonCodes.filter((code) => reasons[code].outcome !== "allow"))(
  "docs/failure-modes.md says what to check when the reason is %s",
  (code) => {
    const text = readFileSync(join(root, "docs/failure-modes.md"), "utf8");
    expect(text).toContain(`\`${code}\``);
  },
);

test("the documents a newcomer looks for are there", () => {
  const expected = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"];
  expect(expected.filter((file) => !files.includes(file))).toEqual([]);
});
