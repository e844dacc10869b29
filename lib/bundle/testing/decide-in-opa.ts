import { z } from "zod";
import { dataApiInput } from "#lib/engine/fixtures/data-api-input.ts";
import type { Fixture } from "#lib/engine/fixtures/fixture.ts";
import type { RunningOpa } from "./run-opa.ts";

type Asked = Pick<Fixture, "deployment" | "request" | "client" | "token" | "now">;

const decisions = z.array(z.record(z.string(), z.unknown()));

/** Many requests to the first one's deployment in one evaluation, by the Rego library as it is shipped. */
export async function decideInOpa(
  opa: RunningOpa,
  asked: readonly Asked[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const [first] = asked;
  if (!first) return [];
  const { policy, directory, signals } = first.deployment;
  await opa.load({
    sallyport_policy: policy,
    sallyport_directory: directory,
    sallyport_signals: signals,
  });
  const cases = asked.map((one) => ({ now: one.now, input: dataApiInput(one) }));
  const answer = await opa.query("sallyport/fixture/decisions", { cases });
  const result = decisions.parse(answer);
  if (result.length !== cases.length) throw new Error("OPA left a request without an answer");
  return result;
}
