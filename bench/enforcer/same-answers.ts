import { z } from "zod";
import type { WireRequest } from "#bench/http/wire-requests.ts";

const decided = z.object({
  result: z.object({
    outcome: z.string(),
    reason: z.string(),
    policies: z.array(z.string()),
    challenge: z.unknown(),
  }),
});

/** Asks both for the same and throws at the first difference; gives how many were allowed. */
export async function checkSameAnswers(
  requests: readonly WireRequest[],
  ports: { readonly ours: number; readonly peer: number },
): Promise<number> {
  let allowed = 0;
  for (const [index, { input }] of requests.entries()) {
    const [ours, peer] = await Promise.all([ask(ports.ours, input), ask(ports.peer, input)]);
    if (JSON.stringify(ours) !== JSON.stringify(peer))
      throw new Error(`request ${index}: ${JSON.stringify(ours)} but ${JSON.stringify(peer)}`);
    if (ours.outcome === "allow") allowed += 1;
  }
  if (allowed === 0) throw new Error("nothing was allowed");
  return allowed;
}

async function ask(port: number, input: unknown) {
  const { outcome, reason, policies, challenge } = await askData(port, input);
  return { outcome, reason, policies, challenge: sortKeys(challenge) };
}

export async function askData(port: number, input: unknown) {
  const response = await fetch(`http://127.0.0.1:${port}/v1/data/sallyport/authz`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input }),
  });
  return decided.parse(await response.json()).result;
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}
