import type { z } from "zod";
import type { CompiledDeployment } from "#lib/engine/compile-deployment.ts";
import { decide } from "#lib/engine/decide.ts";
import { explainDecision } from "#lib/engine/explain.ts";
import { matchApi } from "#lib/engine/match-operation.ts";
import { canonicalise } from "#lib/engine/canonicalise.ts";
import { demand } from "#lib/auth/may.ts";
import { found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { simulation, type SimulatedDecision } from "./contract.ts";
import { imaginedCredential } from "./imagined-request.ts";
import { readCurrentContent, readNextContent } from "./read-contents.ts";
import { imagine, readPeople } from "./world.ts";

type Input = z.output<typeof simulation.decide.input>;

/** Nothing is logged and no limit is consumed: it is a question, not a request. */
export const simulateDecision = verb(simulation.decide, async (ctx, input, tx) => {
  // The answer tells what is on record about them.
  if (input.subject !== null) demand(ctx.actor, "people:read");
  if (input.device !== null) demand(ctx.actor, "devices:read");
  const people = await readPeople(tx, {
    subjects: input.subject === null ? [] : [input.subject],
    devices: input.device === null ? [] : [input.device],
  });
  if (input.subject !== null)
    found(await tx.user.findUnique({ where: { slug: input.subject } }), "person");
  if (input.device !== null) found(people.devices[input.device], "device");
  const now = Math.floor((input.at ? new Date(input.at) : new Date()).getTime() / 1000);
  const next = await readNextContent(tx, input.draft);
  const current = await readCurrentContent(tx);
  return {
    current: current && decideIn(imagine(current, people, now), input, now),
    after: decideIn(imagine(next, people, now), input, now),
  };
});

function decideIn(deployment: CompiledDeployment, input: Input, now: number): SimulatedDecision {
  const request = { method: input.method, ...placeOf(input.url), headers: {} };
  const client = { address: input.address, country: input.country };
  const canonical = canonicalise(request, deployment.ports);
  const matched = canonical.ok ? matchApi(deployment.hosts, canonical.request) : null;
  const audience = matched?.api.data.audience ?? "";
  const credential = imaginedCredential(input, audience, now);
  const decision = decide(deployment, { request, client, credential }, now, { trace: true });
  const sentence = explainDecision(decision);
  return {
    outcome: decision.outcome,
    reason: decision.reason,
    explanation: sentence.charAt(0).toUpperCase() + sentence.slice(1),
    policies: [...decision.policies],
    operation: decision.operation,
    shadow: decision.shadow && { ...decision.shadow, policies: [...decision.shadow.policies] },
    trace:
      decision.trace?.map((entry) => ({
        ...entry,
        conditions: entry.conditions.map((each) => ({ ...each, read: [...each.read] })),
      })) ?? null,
  };
}

/** The target exactly as written: a URL parser would repair what an enforcer refuses. */
function placeOf(url: string): { readonly host: string; readonly target: string } {
  const [, host = "", target = ""] = /^https?:\/\/([^/?#]*)([^#]*)/i.exec(url) ?? [];
  return { host, target: target.startsWith("/") ? target : `/${target}` };
}
