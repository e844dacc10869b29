import type { Fixture } from "#lib/engine/fixtures/fixture.ts";
import { indexRelease } from "#lib/engine/index-release.ts";
import type { World } from "#lib/engine/reference/world.ts";
import type { ReleaseContent } from "#lib/engine/release-content.ts";
import { generateApis } from "./generate-apis.ts";
import { generateDirectory, generateSignals } from "./generate-facts.ts";
import { generatePolicies } from "./generate-policies.ts";
import { generateRequest, type GeneratedRequest } from "./generate-request.ts";
import type { Random } from "./random.ts";
import { oddInstants } from "./vocabulary.ts";

/** What is drawn: a fixture without its expectation. */
export type Case = Pick<Fixture, "content" | "deployment"> & GeneratedRequest;
export type GeneratedDeployment = Pick<Case, "content" | "deployment">;

const epochs = oddInstants.map((text) => Date.parse(text) / 1000);

/** A small deployment, and requests of about its time. */
export function generateCases(random: Random, count: number): readonly Case[] {
  const now = random.pick(epochs) + random.pick([0, 0, -1, 1, 59, -1800, 1800, -3600, 3599, 3600]);
  const apis = generateApis(random, now);
  const content: ReleaseContent = {
    apis: [...apis],
    policies: [...generatePolicies(random, now)],
  };
  const facts = {
    directory: generateDirectory(random, now),
    signals: generateSignals(random, now),
  };
  const deployment = { policy: index(content), ...facts };
  return Array.from({ length: count }, () => ({
    content,
    deployment,
    ...generateRequest(random, apis, now),
  }));
}

function index(content: ReleaseContent): Case["deployment"]["policy"] {
  return indexRelease(content, {
    deployment: "acme",
    channel: "production",
    revision: [1, 7],
    release: 7,
    atLeast: { directory: [1, 4] },
  });
}

/** The same case with other content, facts and request as given. */
export function changeCase(one: Case, change: Partial<Case & Case["deployment"]>): Case {
  const { directory, signals, policy: _policy, ...own } = change;
  const merged = { ...one, ...own };
  return {
    ...merged,
    deployment: {
      policy: change.content ? index(change.content) : one.deployment.policy,
      directory: directory ?? one.deployment.directory,
      signals: signals ?? one.deployment.signals,
    },
  };
}

/** What the reference reads. */
export function worldOf({ content, deployment }: GeneratedDeployment): World {
  const { policy, directory, signals } = deployment;
  return {
    content,
    directory,
    signals,
    revision: policy.revision,
    directoryAtLeast: policy.at_least.directory,
    remembersProofs: true,
  };
}
