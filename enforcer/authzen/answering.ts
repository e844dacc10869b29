import type { DecidableRequest } from "#enforcer/adapters/decidable-request.ts";
import type { Decider } from "#enforcer/decisions/decider.ts";
import type { GatewayCheck } from "#enforcer/server/peer.ts";
import type { InForce } from "#enforcer/source/in-force.ts";
import { type Answer, answer, refusal } from "./answer.ts";
import { type ReadQuestion, readQuestion, readQuestions } from "./question.ts";
import { questionRequest } from "./question-request.ts";
import { type SearchKind, readSearch } from "./search-body.ts";
import { search } from "./search.ts";

export type AuthzenPorts = {
  readonly decider: Decider;
  readonly isProved: GatewayCheck;
  readonly inForce: () => InForce | null;
  readonly nowSeconds: () => number;
  /** Whether `subject.id` counts without a token (`AUTHZEN_SUBJECTS=asserted`); only then there is a search. */
  readonly asserted: boolean;
};

type Body = Readonly<Record<string, unknown>>;
export type Reply = { readonly status: number; readonly value: unknown };
/** What one endpoint makes of a body that is a JSON object; `value` of anything but 200 is a text. */
export type Answering = (ports: AuthzenPorts, body: Body, address: string | null) => Promise<Reply>;

const bad = (why: string): Reply => ({ status: 400, value: why });
const good = (value: unknown): Reply => ({ status: 200, value });

export const evaluation: Answering = async (ports, body, address) => {
  const read = readQuestion(body);
  return read.ok ? good(await evaluate(ports, read, address)) : bad(read.why);
};

export const evaluations: Answering = async (ports, body, address) => {
  const read = readQuestions(body);
  if (read.kind === "bad") return bad(read.why);
  if (read.kind === "one")
    return read.read.ok ? good(await evaluate(ports, read.read, address)) : bad(read.read.why);
  const answers: Answer[] = [];
  for (const item of read.items) {
    const one = await evaluate(ports, item, address);
    answers.push(one);
    if (read.semantic === "deny_on_first_deny" && !one.decision) break;
    if (read.semantic === "permit_on_first_permit" && one.decision) break;
  }
  return good({ evaluations: answers });
};

async function evaluate(
  { decider, inForce, asserted }: AuthzenPorts,
  read: ReadQuestion,
  address: string | null,
): Promise<Answer> {
  if (!read.ok) return refusal(read.why);
  const current = inForce();
  // Without bundles there is nothing to look a resource up in; the decider has the reason for that.
  if (current === null) return answer(await decider.decide(nothing(address)));
  const request = questionRequest(current.deployment, read.question, asserted);
  return answer(
    request.ok
      ? await decider.decide(request.request)
      : decider.refuse("authzen", address, request.why),
  );
}

const nothing = (address: string | null): DecidableRequest => ({
  dialect: "authzen",
  request: { method: "", host: "", target: "", headers: {} },
  client: { address, country: null },
  scheme: null,
  certificate: null,
  trace: false,
});

export const searchFor =
  (kind: SearchKind): Answering =>
  async ({ inForce, nowSeconds }, body) => {
    const read = readSearch(kind, body);
    if (!read.ok) return bad(read.why);
    const current = inForce();
    if (current === null) return { status: 503, value: "the bundles have not come yet" };
    const found = await search(current, read.search, nowSeconds());
    return found === null ? bad("page.token: of another search") : good(found);
  };
