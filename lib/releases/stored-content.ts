import type { Prisma } from "#lib/db/generated/client.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import type { ApiContent, ReleaseContent } from "#lib/engine/release-content.ts";

// oxlint-disable typescript/no-unsafe-type-assertion -- Columns of type JSON and text whose writers validate them; a snapshot is validated as a whole before it becomes a release.

/** A release's content as it was published: validated then, never changed since. */
export function asContent(json: unknown): ReleaseContent {
  return json as ReleaseContent;
}

/** A policy's document, validated when it was written. */
export function asDocument(json: unknown): PolicyDocument {
  return json as PolicyDocument;
}

export function asSources(json: unknown): Readonly<Record<string, string>> {
  return json as Readonly<Record<string, string>>;
}

export function asRateLimit(json: unknown): ApiContent["rateLimit"] {
  return json as ApiContent["rateLimit"];
}

/** One of the words of a text column. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller's field says which words
export function asWord<T extends string>(text: string): T {
  return text as T;
}

/** Plain data, as it is about to be stored. */
export function asJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}
