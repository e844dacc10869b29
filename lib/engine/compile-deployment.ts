import { findStale } from "./check-freshness.ts";
import { compileApis, type CompiledHost } from "./compile-apis.ts";
import { compilePolicies } from "./compile-policies.ts";
import type { Deployment, PolicyData } from "./deployment.ts";
import { canonicalHost } from "./parse-host.ts";
import { createCallerMemory, type CallerMemory } from "./remember-caller.ts";

export type CompiledDeployment = {
  readonly deployment: Deployment;
  readonly hosts: ReadonlyMap<string, CompiledHost>;
  /** The hosts that are no wildcards: names in canonical form. */
  readonly hostNames: ReadonlySet<string>;
  readonly ports: ReadonlySet<number>;
  /** Whether one of the documents is older than another demands. */
  readonly stale: ReturnType<typeof findStale>;
  readonly revisions: {
    readonly policy: string;
    readonly directory: string;
    readonly signals: string;
  };
  /** What decisions keep for later ones. Nothing of it changes an answer, nor outlives these documents. */
  readonly memory: CallerMemory;
};

type CompiledRelease = Pick<CompiledDeployment, "hosts" | "hostNames" | "ports">;

/** What `parsePolicyData` has compiled already, to see that the document is whole. */
const whole = new WeakMap<PolicyData, CompiledRelease>();

/** Throws on a policy document that points at what it does not hold; keeps the work for the deployment. */
export function checkWhole(policy: PolicyData): void {
  whole.set(policy, compileRelease(policy));
}

/**
 * Prepares the three documents for decisions. Directory and signals are looked up as they are, so that a new
 * signal costs nothing here; the policy is compiled again only if it is another object than in `previous`.
 * Throws on a policy document that is not whole: `parsePolicyData` comes first.
 */
export function compileDeployment(
  deployment: Deployment,
  previous?: CompiledDeployment | null,
): CompiledDeployment {
  const { policy, directory, signals } = deployment;
  const same = previous?.deployment.policy === policy ? previous : whole.get(policy);
  const { hosts, hostNames, ports } = same ?? compileRelease(policy);
  return {
    deployment,
    hosts,
    hostNames,
    ports,
    stale: findStale(deployment),
    revisions: {
      policy: policy.revision.join("."),
      directory: directory.revision.join("."),
      signals: signals.revision.join("."),
    },
    memory: createCallerMemory(),
  };
}

function compileRelease(policy: PolicyData): CompiledRelease {
  const ports = new Set(policy.ports);
  const hosts = Object.keys(policy.hosts);
  return {
    hosts: compileApis(policy, compilePolicies(policy)),
    hostNames: new Set(hosts.filter((host) => canonicalHost(host, ports) === host)),
    ports,
  };
}
