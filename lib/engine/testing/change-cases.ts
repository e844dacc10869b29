import type { DirectoryData, SignalsData } from "#lib/engine/deployment.ts";
import type { ReleaseContent } from "#lib/engine/release-content.ts";
import { changeCase, type Case } from "./generate-case.ts";

export type { Case } from "./generate-case.ts";
export type Change = {
  readonly content?: ReleaseContent;
  readonly directory?: DirectoryData;
  readonly signals?: SignalsData;
};

/** The same requests to a changed deployment, which is indexed once. */
export function changeCases(cases: readonly Case[], change: Change): readonly Case[] {
  const [first] = cases;
  if (!first) return [];
  const { content, deployment } = changeCase(first, change);
  return cases.map((one) => ({ ...one, content, deployment }));
}
