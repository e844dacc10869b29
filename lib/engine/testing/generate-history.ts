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
const steps = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 58, 59, 60, 239, -1, -60] as const;
const drawn = 30;
const callersEach = 6;

/**
 * Few callers who ask for few operations again and again, while time goes on and sometimes back and documents are
 * replaced by others, earlier ones among them: whatever is kept from one decision to the next has occasion to be wrong.
 */
export function generateHistory(random: Random, length: number): readonly Moment[] {
  const cases = whoReachPolicies(generateCases(random, drawn))
    .slice(0, callersEach)
    .map((one) => (random.chance(0.8) ? forEveryApi(one) : one));
  const [first] = cases;
  if (!first) return [];
  const documents = generateDocuments(random, first);
  let current = documents[0] ?? first;
  let now = first.now;
  return Array.from({ length }, () => {
    if (random.chance(0.06)) current = random.pick(documents);
    now = random.chance(0.15) ? random.pick(cases).now : now + random.pick(steps);
    return {
      content: current.content,
      deployment: current.deployment,
      input: fixtureInput(generateAsk(random, cases)),
      now,
      trace: random.chance(0.03),
    };
  });
}

/** First those about whom policies decide; of the others nothing is remembered. */
function whoReachPolicies(cases: readonly Case[]): readonly Case[] {
  const reached = new Set(cases.filter(isJudged));
  return [...reached, ...cases.filter((one) => !reached.has(one))];
}

function isJudged(one: Case): boolean {
  const { reason } = decideNaively(worldOf(one), fixtureInput(one), one.now);
  return byPolicies.includes(reason);
}

const byPolicies: readonly Reason[] = ["permitted", "step-up-required", "forbidden", "no-permit"];

/** A token that is good wherever its bearer asks. */
function forEveryApi(one: Case): Case {
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

/** Mostly the request that the token was made for; from anywhere. */
function generateAsk(random: Random, cases: readonly Case[]): Case {
  const caller = random.pick(cases);
  const elsewhere = random.pick(cases).client;
  const { certificateThumbprint } = random.chance(0.95) ? caller.client : elsewhere;
  const { address, country } = random.chance(0.5) ? caller.client : elsewhere;
  return {
    ...caller,
    request: random.chance(0.75) ? caller.request : random.pick(cases).request,
    client: { address, country, certificateThumbprint },
  };
}
