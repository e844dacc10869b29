import { createHash } from "node:crypto";
import type { DirectoryData, PolicyData, Revision, SignalsData } from "#lib/engine/deployment.ts";
import { bundleRoots, dataFile, type ArchiveName } from "./bundle-name.ts";
import { canonicalJson } from "./canonical-json.ts";
import { compareUtf8 } from "#lib/engine/compare-utf8.ts";
import { revisionText } from "./revision-text.ts";

/** Files as they will stand in the archive, sorted by name, not yet signed. */
export type UnsignedBundle = {
  readonly name: ArchiveName;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** SHA-256 (hex) over names and hashes of all files: equal content, equal digest, on every machine. */
  readonly digest: string;
};

/** The document that each bundle carries. */
export type BundleData = {
  readonly policy: PolicyData;
  readonly directory: DirectoryData;
  readonly signals: SignalsData;
  readonly discovery: { readonly revision: Revision };
};

export type BuildOptions = {
  /** Goes into `.manifest`; it must be the document's own. */
  readonly revision: Revision;
  /** Rego by file name. The policy bundle takes `regoLibrary`, so that no rollback revives an old library. */
  readonly rego?: Readonly<Record<string, string>>;
};

/**
 * Lays out one OPA bundle: the document as canonical JSON under its own root, the Rego files, and a
 * `.manifest` that owns exactly the bundle's roots. A pure function of its arguments. Throws a TypeError
 * for values JSON can't carry and for a revision that is not the document's.
 */
export function buildBundle<Name extends ArchiveName>(
  name: Name,
  data: BundleData[Name],
  options: BuildOptions,
): UnsignedBundle {
  if (revisionText(data.revision) !== revisionText(options.revision)) {
    throw new TypeError("the bundle's revision is not its document's");
  }
  const manifest = {
    revision: revisionText(options.revision),
    roots: bundleRoots[name],
    rego_version: 1,
  };
  const texts: [string, string][] = [
    [".manifest", canonicalJson(manifest)],
    [dataFile(name), canonicalJson(data)],
    ...Object.entries(options.rego ?? {}),
  ];
  texts.sort(([left], [right]) => compareUtf8(left, right));
  const files = new Map(texts.map(([file, text]) => [file, Buffer.from(text, "utf8")]));
  if (files.size !== texts.length) throw new TypeError("two files of one name");
  return { name, files, digest: digestOf(files) };
}

function digestOf(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash("sha256");
  for (const [name, bytes] of files) hash.update(`${name}\0${sha256Hex(bytes)}\n`);
  return hash.digest("hex");
}

function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
