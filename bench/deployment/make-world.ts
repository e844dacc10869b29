import type { Deployment } from "#lib/engine/deployment.ts";
import { indexRelease } from "#lib/engine/index-release.ts";
import { makeContent } from "./make-content.ts";
import { makeDirectory, makeSignals } from "./make-facts.ts";
import { makeRequests, type BenchRequest } from "./make-requests.ts";
import { makePeople } from "./people.ts";
import type { PeerRule } from "./peer-rule.ts";
import type { Size } from "./size.ts";

export type World = {
  readonly deployment: Deployment;
  readonly requests: readonly BenchRequest[];
  readonly rules: readonly PeerRule[];
};

/** Wednesday, 10:00 in Berlin: for benches whose clock is an argument. */
export const fixedNow = Date.UTC(2026, 2, 4, 9) / 1000;

/** The documented mix at one size: the same bytes in every run. */
export function makeWorld(size: Size, now: number, requests = 4096): World {
  const content = makeContent(size);
  const people = makePeople(size);
  return {
    deployment: received({
      policy: indexRelease(content.release, {
        deployment: "acme",
        channel: "production",
        revision: [1, 1],
        release: 1,
        atLeast: { directory: [1, 1] },
      }),
      directory: makeDirectory(people),
      signals: makeSignals(people, now),
    }),
    requests: makeRequests(content, people, now, requests),
    rules: content.rules,
  };
}

/** As it is after a journey: strings and objects lie in memory as a parser of JSON leaves them. */
function received(deployment: Deployment): Deployment {
  const copy: Deployment = JSON.parse(JSON.stringify(deployment));
  return copy;
}
