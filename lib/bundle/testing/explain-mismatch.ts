import { describeCase } from "#lib/engine/testing/differences.ts";
import { shrinkCase } from "#lib/engine/testing/shrink-case.ts";
import { compareEverywhere, type Mismatch } from "./compare-everywhere.ts";
import type { RunningOpa } from "./run-opa.ts";

/** The smallest case that differs in the same members, and both answers, as text. */
export async function explainMismatch(
  { one, who, members }: Mismatch,
  opa: RunningOpa | null,
): Promise<string> {
  const differing = async (candidate: Mismatch["one"]) => {
    const { mismatches } = await compareEverywhere([candidate], who === "opa" ? opa : null);
    return mismatches.find((found) => found.who === who && found.members[0] === members[0]);
  };
  const smallest = await shrinkCase(one, async (smaller) => Boolean(await differing(smaller)));
  const found = await differing(smallest);
  const pick = (from: object) =>
    Object.fromEntries(
      ["outcome", "reason", ...(found?.members ?? members)].map((member) => [
        member,
        Reflect.get(from, member) as unknown,
      ]),
    );
  const answers = found && { [who]: pick(found.said), reference: pick(found.expected) };
  return describeCase(smallest, answers ?? {});
}
