import { validateHeaderValue } from "node:http";
import type { ReadRequest } from "#enforcer/adapters/decidable-request.ts";
import { forwardAuthReply, nginxReply } from "#enforcer/adapters/reply.ts";
import { systemClock } from "#enforcer/clock.ts";
import { createDecisionTime } from "#enforcer/decision-time.ts";
import { createDecider } from "#enforcer/decisions/decider.ts";
import { decisionResult } from "#enforcer/decisions/decision-result.ts";
import { createEventWriter } from "#enforcer/decisions/log-event.ts";
import { putTogether } from "#enforcer/source/in-force.ts";
import { sampleDeployment, sampleToken } from "#enforcer/testing/sample-deployment.ts";
import { createCredentialReader } from "#enforcer/tokens/read-credential.ts";
import type { Verdict } from "#enforcer/verdict.ts";
import { claim, type FuzzTarget } from "#fuzz/fuzz.ts";
import { makeRequest } from "./gateway-request.ts";

const context = { portalUrl: "https://sallyport.example.com/me" };

/** However a gateway asks: an answer that can be sent, logged, and allows nobody who is not allowed. */
export const gateway: FuzzTarget = {
  title: "what gateways send: always an answer, never an allow for strangers",
  blockedMsMax: 50,
  prepare: async () => {
    const { deployment, now } = sampleDeployment();
    const inForce = putTogether(deployment, null);
    const good = await sampleToken(now);
    const clock = { ...systemClock, nowMs: () => now * 1000 };
    const writeEvent = createEventWriter({});
    const decider = createDecider({
      inForce: () => inForce,
      clock,
      time: createDecisionTime(clock),
      readCredential: createCredentialReader(),
      // None: a limit that is used up would hide that the next one is allowed, too.
      countryOf: null,
      limiter: { take: () => null, size: () => 0 },
      record: (record) => {
        const sink = { bytes: Buffer.alloc(1_000_000), at: 0 };
        writeEvent(sink, record);
        JSON.parse(sink.bytes.toString("utf8", 0, sink.at));
      },
      measure: () => undefined,
    });
    return async (random) => {
      const read = makeRequest(random, good);
      if (read === null) return;
      const verdict = read.ok
        ? await decider.decide(read.request)
        : decider.refuse("nginx", "203.0.113.7", read.why);
      checkVerdict(read, verdict, good);
    };
  },
};

function checkVerdict(read: ReadRequest, verdict: Verdict, good: string): void {
  const { decision } = verdict;
  for (const reply of [forwardAuthReply(verdict, context), nginxReply(verdict, context)]) {
    for (const [name, text] of Object.entries(reply.headers)) validateHeaderValue(name, text);
    claim((reply.status === 200) === (decision.outcome === "allow"), "200 is allow", reply);
    claim(reply.status === 200 || reply.status >= 400, "nothing between", reply.status);
  }
  claim(decision.reason !== "internal-error", "no defect", { read, decision });
  claim(JSON.stringify(decisionResult(verdict)).length > 0, "OPA's answer can be said");
  if (decision.outcome !== "allow") return;
  claim(read.ok, "what can't be read is not allowed", read);
  const { host, headers } = read.request.request;
  const isStatusPage =
    decision.api === "status" && /^status\.example\.com\.?(?::\d+)?$/i.test(host);
  const presented = headers["authorization"]?.[0]?.replace(/^bearer +/i, "");
  claim(isStatusPage || presented === good, "only Ann is allowed", read);
}
