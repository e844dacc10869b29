import type { z } from "zod";
import { canonicalJson } from "#lib/bundle/canonical-json.ts";
import { explainPolicy } from "#lib/engine/explain.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import { apiSentences } from "./api-sentences.ts";
import type { releaseDifference } from "./contract.ts";
import type { Snapshot } from "./snapshot-content.ts";

type Difference = z.input<typeof releaseDifference>;

/** Before the first release. */
export const emptySnapshot: Snapshot = { content: { apis: [], policies: [] }, sources: {} };

/** How two contents differ: policies as sentences and text, APIs in sentences; sorted by name. */
export function differenceOf(before: Snapshot, after: Snapshot): Difference {
  const policies = pairs(before.content.policies, after.content.policies, ({ name }) => name).map(
    ({ key, left, right }) => ({
      name: key,
      change: changeOf(left, right),
      sentenceBefore: left ? explainPolicy(left) : null,
      sentenceAfter: right ? explainPolicy(right) : null,
      sourceBefore: before.sources[key] ?? null,
      sourceAfter: after.sources[key] ?? null,
    }),
  );
  const apis = pairs(before.content.apis, after.content.apis, ({ slug }) => slug).map(
    ({ key, left, right }) => ({
      slug: key,
      name: (right ?? left)?.name ?? key,
      change: changeOf(left, right),
      sentences: apiSentences(left, right),
    }),
  );
  const sentences = [
    ...policies.map(
      (policy) =>
        `Policy ${policy.name} ${policy.change}: ${policy.sentenceAfter ?? policy.sentenceBefore ?? ""}`,
    ),
    ...apis.flatMap((api) => api.sentences.map((sentence) => `API ${api.slug}: ${sentence}`)),
  ];
  return { policies, apis, count: policies.length + apis.length, sentences };
}

type Pair<T> = {
  readonly key: string;
  readonly left: T | undefined;
  readonly right: T | undefined;
};

/** What is not the same on both sides, by key. A policy's text counts by what it says, not by its comments. */
function pairs<T extends PolicyDocument | object>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): Pair<T>[] {
  const left = new Map(before.map((item) => [keyOf(item), item]));
  const right = new Map(after.map((item) => [keyOf(item), item]));
  return [...new Set([...left.keys(), ...right.keys()])]
    .toSorted()
    .map((key) => ({ key, left: left.get(key), right: right.get(key) }))
    .filter((pair) => canonicalJson(pair.left ?? null) !== canonicalJson(pair.right ?? null));
}

function changeOf(left: unknown, right: unknown): "added" | "changed" | "removed" {
  if (left === undefined) return "added";
  return right === undefined ? "removed" : "changed";
}
