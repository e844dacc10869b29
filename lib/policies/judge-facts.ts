import type { Transaction } from "#lib/db/client.ts";
import { looksLikeRef } from "#lib/engine/conditions/attribute-ref.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import type { ApiContent } from "#lib/engine/release-content.ts";
import type { PolicyDiagnostic } from "#lib/policies/contract.ts";
import { nearest } from "#lib/policies/nearest.ts";
import { readKnownFacts } from "./known-facts.ts";
import type { PolicySource } from "./source/read-policy-source.ts";
import { repairScalar } from "./source/repair-issue.ts";

type Written = { readonly path: readonly (string | number)[]; readonly ref: string };

/** Facts that nobody and nothing has: the condition would be unknown for every request. */
export async function judgeFacts(
  tx: Transaction,
  source: PolicySource,
  document: PolicyDocument,
  apis: readonly ApiContent[],
): Promise<PolicyDiagnostic[]> {
  const { yaml } = source;
  const written = factsIn(document);
  if (!yaml || written.length === 0) return [];
  const known = (await readKnownFacts(tx, templatesOf(document, apis))).map(({ value }) => value);
  return written
    .filter(({ ref }) => /^(subject|device|path)\./.test(ref) && !known.includes(ref))
    .map(({ path, ref }) =>
      source.at(path, "warning", missing(ref), {
        repairs: nearest(ref, ofTheSame(ref, known)).flatMap((name) =>
          repairScalar(yaml, path, name),
        ),
      }),
    );
}

function ofTheSame(ref: string, known: readonly string[]): readonly string[] {
  const source = ref.slice(0, ref.indexOf(".") + 1);
  return known.filter((each) => each.startsWith(source));
}

function missing(ref: string): string {
  const name = ref.slice(ref.indexOf(".") + 1);
  if (ref.startsWith("path.")) return `No operation this is about has a parameter ${name}.`;
  return ref.startsWith("subject.")
    ? `Nobody has an attribute ${name} yet.`
    : `No device has an attribute ${name} yet.`;
}

function factsIn({ when, unless }: PolicyDocument): Written[] {
  return Object.entries({ when, unless }).flatMap(([clause, conditions]) =>
    (conditions ?? []).flatMap(({ attribute }, index) => {
      const at = [clause, index, "attribute"];
      const { left, right } = attribute ?? {};
      return [
        ...(left === undefined ? [] : [{ path: [...at, "left"], ref: left }]),
        ...(typeof right === "string" && looksLikeRef(right)
          ? [{ path: [...at, "right"], ref: right }]
          : []),
      ];
    }),
  );
}

function templatesOf({ resources }: PolicyDocument, apis: readonly ApiContent[]): string[] {
  const named = apis.filter(
    ({ slug }) => resources?.apis === "all" || resources?.apis?.includes(slug),
  );
  return named.flatMap(({ operations }) => operations.map(({ template }) => template));
}
