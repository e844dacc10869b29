import type { BenchRequest } from "#bench/deployment/make-requests.ts";
import { fixedNow } from "#bench/deployment/make-world.ts";
import type { Prepare } from "#bench/engine/contender.ts";
import { compileDeployment } from "#lib/engine/compile-deployment.ts";
import { decide } from "#lib/engine/decide.ts";

/** All of it: host and path, token's claims, directory and signals, policies, challenge; but for the signature. */
export const sallyport: Prepare = ({ deployment, requests }) => {
  const compiled = compileDeployment(deployment);
  const inputs = requests.map(({ input }) => input);
  return (index) => {
    const input = inputs[index];
    return input !== undefined && decide(compiled, input, fixedNow).outcome === "allow";
  };
};

/** The same with one token for each user, which is good for all that they ask for: about four operations in turn. */
export const sallyportUsers: Prepare = ({ deployment, requests }) => {
  const compiled = compileDeployment(deployment);
  const audiences = new Map<string, Set<unknown>>();
  for (const { token, facts } of requests)
    audiences.set(facts.user, (audiences.get(facts.user) ?? new Set()).add(token.claims["aud"]));
  const tokens = new Map<string, BenchRequest["token"]>();
  const inputs = requests.map(({ input, token: { header, claims }, facts: { user } }) => {
    const aud = [...(audiences.get(user) ?? [])];
    const token = tokens.get(user) ?? { header, claims: { ...claims, aud } };
    tokens.set(user, token);
    if (input.credential.state !== "verified") throw new Error("the bench has verified tokens");
    return { ...input, credential: { ...input.credential, ...token } };
  });
  return (index) => {
    const input = inputs[index];
    return input !== undefined && decide(compiled, input, fixedNow).outcome === "allow";
  };
};

/** The same, never seeing a token twice: what is remembered of a caller does not help. */
export const sallyportStrangers: Prepare = ({ deployment, requests }) => {
  const compiled = compileDeployment(deployment);
  const inputs = requests.map(({ input }) => input);
  return (index) => {
    const input = inputs[index];
    if (input?.credential.state !== "verified") return false;
    const credential = { ...input.credential, claims: { ...input.credential.claims } };
    return decide(compiled, { ...input, credential }, fixedNow).outcome === "allow";
  };
};
