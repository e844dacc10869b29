import type { DecisionInput, Reason } from "#lib/engine/decision.ts";
import { fixtureInput } from "#lib/engine/fixtures/fixture-input.ts";
import { decideNaively } from "#lib/engine/reference/decide-naively.ts";
import {
  changeCase,
  generateCases,
  worldOf,
  type Case,
  type GeneratedDeployment,
} from "./generate-case.ts";
import { generateDirectory, generateSignals } from "./generate-facts.ts";
import { generatePolicies } from "./generate-policies.ts";
import type { Random } from "./random.ts";

/** One decision of an enforcer that goes on and on. Documents, headers and claims that stay are the same objects. */
export type Moment = GeneratedDeployment & {
  readonly input: DecisionInput;
  readonly now: number;
  readonly trace: boolean;
};

/** Most often nothing, so that what is remembered serves; then the edges of what the facts are drawn with. */
const steps = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 58, 59, 60, 239, -1, -60] as const;
const asksDrawn = 60;
const callersEach = 3;

/**
 * Few callers who ask for few operations again and again, while time goes on and sometimes back and documents are
 * replaced by others, earlier ones among them: whatever is kept from one decision to the next has occasion to be wrong.
 */
export function generateHistory(random: Random, length: number): readonly Moment[] {
  const asks = generateCases(random, asksDrawn).map(noteOperation);
  const judged = [...asks.filter(isJudged), ...asks].slice(0, callersEach);
  const callers = judged.map((one) => (random.chance(0.8) ? forEveryApi(one) : one));
  const [first] = callers;
  if (!first) return [];
  const documents = generateDocuments(random, first);
  let current = documents[0] ?? first;
  let now = first.now;
  return Array.from({ length }, () => {
    if (random.chance(0.04)) current = random.pick(documents);
    now = random.chance(0.1) ? random.pick(callers).now : now + random.pick(steps);
    return {
      content: current.content,
      deployment: current.deployment,
      input: fixtureInput(generateAsk(random, callers, asks)),
      now,
      trace: random.chance(0.02),
    };
  });
}

type Ask = Case & { readonly operation: string | null; readonly reason: Reason };

function noteOperation(one: Case): Ask {
  const { operation, reason } = decideNaively(worldOf(one), fixtureInput(one), one.now);
  return { ...one, operation, reason };
}

/** Whether policies decide about them; of the others nothing is remembered. */
function isJudged({ token, reason }: Ask): boolean {
  return token !== null && byPolicies.includes(reason);
}

const byPolicies: readonly Reason[] = ["permitted", "step-up-required", "forbidden", "no-permit"];

/** A token that is good wherever its bearer asks. */
function forEveryApi(one: Ask): Ask {
  const { token, content } = one;
  if (!token) return one;
  const aud = content.apis.map(({ audience }) => audience);
  return { ...one, token: { ...token, claims: { ...token.claims, aud } } };
}

/** Each differs in one document from the first. */
function generateDocuments(random: Random, first: Case): readonly GeneratedDeployment[] {
  const { content, now } = first;
  const changes = [
    { signals: generateSignals(random, now) },
    { signals: generateSignals(random, now) },
    { directory: generateDirectory(random, now) },
    { content: { ...content, policies: [...generatePolicies(random, now)] } },
  ];
  return [first, ...changes.map((change) => changeCase(first, change))];
}

/** Mostly for the operation that the token was made for, by another path or query; from anywhere. */
function generateAsk(random: Random, callers: readonly Ask[], asks: readonly Ask[]): Case {
  const caller = random.pick(callers);
  const alike = asks.filter(({ operation }) => operation === caller.operation);
  const asked = random.pick([[caller], alike, alike, random.chance(0.4) ? asks : [caller]]);
  const elsewhere = random.pick(asks).client;
  const { certificateThumbprint } = random.chance(0.95) ? caller.client : elsewhere;
  const { address, country } = random.chance(0.5) ? caller.client : elsewhere;
  return {
    ...caller,
    token: caller.token && random.chance(0.02) ? otherScheme(caller.token) : caller.token,
    request: random.pick(asked).request,
    client: { address, country, certificateThumbprint },
  };
}

function otherScheme(token: NonNullable<Case["token"]>): NonNullable<Case["token"]> {
  return { ...token, scheme: token.scheme === "DPoP" ? "Bearer" : "DPoP" };
}
