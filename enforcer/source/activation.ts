import { createHash } from "node:crypto";
import type { BundleName } from "#lib/bundle/bundle-name.ts";
import type { Discovery } from "#lib/bundle/discovery.ts";
import { readBundle } from "#lib/bundle/read-bundle.ts";
import { revisionText } from "#lib/bundle/revision-text.ts";
import type { DirectoryData, PolicyData, Revision, SignalsData } from "#lib/engine/deployment.ts";
import {
  parseDirectoryData,
  parsePolicyData,
  parseSignalsData,
} from "#lib/engine/parse-deployment.ts";
import { compareRevisions } from "./compare-revisions.ts";
import { type InForce, putTogether } from "./in-force.ts";
import { Refusal } from "./refusal.ts";
import type { StoredArchive } from "./state-store.ts";

type Documents = { policy?: PolicyData; directory?: DirectoryData; signals?: SignalsData };
type Held = { readonly revision: Revision; readonly digest: string; readonly tag: string | null };

export type Activation = {
  readonly inForce: () => InForce | null;
  readonly held: (name: BundleName) => Held | null;
  /** Verifies, parses, compiles and swaps, or throws and changes nothing. Returns the revision now in force. */
  readonly activate: (
    name: BundleName,
    archive: StoredArchive,
    discovery: Discovery,
  ) => Promise<string>;
  /** Another channel: its bundles are counted on their own; what is in force stays until all three have come. */
  readonly startOver: () => void;
};

/**
 * The three documents and the one reference decisions are made from. Everything is checked before the swap:
 * signature and scope, revision not older, same revision only with the same content, every shape, that they compile.
 */
export function createActivation(
  bytesMax: number,
  signalsSeen: (issuedAtSeconds: number) => void,
): Activation {
  let inForce: InForce | null = null;
  let documents: Documents = {};
  let held: Partial<Record<BundleName, Held>> = {};
  let turn: Promise<unknown> = Promise.resolve();

  const activateNow: Activation["activate"] = async (name, archive, discovery) => {
    const read = await readVerified(name, archive, discovery, bytesMax);
    const digest = contentDigest(read.files);
    refuseOlder(held[name], read.revision, digest);
    const next = withDocument(documents, name, read.data);
    refuseForeign(next.policy, discovery);
    const { policy, directory, signals } = next;
    if (policy && directory && signals)
      inForce = putTogether({ policy, directory, signals }, inForce);
    documents = next;
    held = { ...held, [name]: { revision: read.revision, digest, tag: archive.tag } };
    if (name === "signals" && signals) signalsSeen(signals.issued_at);
    return revisionText(read.revision);
  };

  return {
    inForce: () => inForce,
    held: (name) => held[name] ?? null,
    // One at a time: two arrivals must not overwrite each other's documents.
    activate: (...request) => {
      const done = turn.then(async () => activateNow(...request));
      turn = done.catch(() => {});
      return done;
    },
    startOver: () => {
      documents = {};
      held = {};
    },
  };
}

/**
 * A served bundle must be signed with the key that discovery names now. One from our own disk may be signed with
 * any key that discovery still lists: it was in force before the change of keys, and a restart must not lose it.
 */
async function readVerified(
  name: BundleName,
  { bytes, origin }: StoredArchive,
  { verify, bundles }: Discovery,
  bytesMax: number,
) {
  const { scope } = bundles[name];
  const { keys, keyid } = verify;
  const others = origin === "disk" ? Object.keys(keys).filter((id) => id !== keyid) : [];
  const limits = { compressedBytesMax: bytesMax };
  let failure: unknown;
  for (const candidate of [keyid, ...others]) {
    try {
      return await readBundle(bytes, { name, keys, keyid: candidate, scope, limits });
    } catch (cause) {
      failure ??= cause;
    }
  }
  throw failure;
}

function refuseOlder(active: Held | undefined, revision: Revision, digest: string): void {
  if (active === undefined) return;
  const order = compareRevisions(revision, active.revision);
  const [own, other] = [revisionText(active.revision), revisionText(revision)];
  if (order < 0)
    throw new Refusal(
      "older-revision",
      `revision ${other} is older than ${own}, which is in force`,
    );
  if (order === 0 && digest !== active.digest)
    throw new Refusal("revision-reused", `revision ${other} came with another content`);
}

function refuseForeign(policy: PolicyData | undefined, discovery: Discovery): void {
  if (policy === undefined) return;
  if (policy.deployment !== discovery.deployment || policy.channel !== discovery.channel)
    throw new Refusal("foreign", "the policy names another deployment or channel");
}

function withDocument(documents: Documents, name: BundleName, data: unknown): Documents {
  try {
    if (name === "policy") return { ...documents, policy: parsePolicyData(data) };
    if (name === "directory") return { ...documents, directory: parseDirectoryData(data) };
    return { ...documents, signals: parseSignalsData(data) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "unknown form";
    throw new Refusal("bad-document", `the document is not of a form known here: ${why}`);
  }
}

function contentDigest(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash("sha256");
  for (const [name, bytes] of files) {
    if (name === ".signatures.json") continue;
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("base64url");
}
