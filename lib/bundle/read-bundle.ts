import { z } from "zod";
import type { Revision } from "#lib/engine/deployment.ts";
import { BundleError } from "./bundle-error.ts";
import { bundleLimitsDefault, type BundleLimits } from "./bundle-limits.ts";
import { bundleRoots, dataFile, type ArchiveName } from "./bundle-name.ts";
import { gunzip } from "./gunzip.ts";
import { revisionText } from "./revision-text.ts";
import { unpackTar } from "./unpack-tar.ts";
import { verifySignature, type VerifyOptions } from "./verify-signature.ts";

export type ReadOptions = VerifyOptions & {
  readonly name: ArchiveName;
  /** The scope it must be signed for. Null leaves the comparison to the caller (only discovery does that). */
  readonly scope: string | null;
  readonly limits?: Partial<BundleLimits>;
};

/** An archive whose every byte was signed for this place by the named key. */
export type ReadBundle = {
  readonly name: ArchiveName;
  readonly revision: Revision;
  /** The document as parsed JSON, its shape not yet checked: `parsePolicyData` and its siblings do that. */
  readonly data: unknown;
  readonly scope: string;
  readonly issuedAt: number;
  readonly files: ReadonlyMap<string, Uint8Array>;
};

const manifestForm = z.strictObject({
  revision: z.string(),
  rego_version: z.literal(1),
  roots: z.array(z.string()),
});
const revisionForm = z.looseObject({
  revision: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

/**
 * Reads a signed bundle as strictly as it was written; throws a BundleError that says why not. Nothing of an
 * archive is interpreted before its signature has been verified.
 */
export async function readBundle(bytes: Uint8Array, options: ReadOptions): Promise<ReadBundle> {
  const limits = { ...bundleLimitsDefault, ...options.limits };
  const files = unpackTar(await gunzip(bytes, limits), limits);
  const { scope, issuedAt } = verifySignature(files, options);
  if (options.scope !== null && scope !== options.scope) {
    throw new BundleError("wrong-scope", `signed for ${scope}, not for ${options.scope}`);
  }
  const manifest = readManifest(files);
  if (manifest.roots.toSorted().join() !== bundleRoots[options.name].join()) {
    throw new BundleError("wrong-roots", "the archive claims other roots than its name has");
  }
  const data = readData(files, dataFile(options.name));
  const revision = revisionForm.safeParse(data).data?.revision;
  if (revision === undefined || revisionText(revision) !== manifest.revision) {
    throw new BundleError("bad-data", "the document's revision is not the manifest's");
  }
  return { name: options.name, revision, data, scope, issuedAt, files };
}

function readManifest(files: ReadonlyMap<string, Uint8Array>): z.infer<typeof manifestForm> {
  try {
    return manifestForm.parse(JSON.parse(textOf(files, ".manifest")));
  } catch {
    throw new BundleError("bad-manifest", "the manifest is missing or not of the expected form");
  }
}

function readData(files: ReadonlyMap<string, Uint8Array>, name: string): unknown {
  try {
    return JSON.parse(textOf(files, name));
  } catch {
    throw new BundleError("bad-data", "the document is missing or not JSON");
  }
}

function textOf(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(files.get(name));
}
