import { checkWhole } from "./compile-deployment.ts";
import type { DirectoryData, PolicyData, SignalsData } from "./deployment.ts";
import type { Shape } from "./shape.ts";
import { wireDirectory, wireSignals } from "./wire-facts.ts";
import { wirePolicy } from "./wire-policy.ts";

/**
 * Reads a bundle's document strictly: an unknown format, key, kind, operator, or a value of another type
 * throws an error that names the place, and the last good revision stays in force. The result is the very
 * object that was given, so that a large directory is not copied.
 */
export function parsePolicyData(json: unknown): PolicyData {
  const policy = accept<PolicyData>(wirePolicy, json, "policy");
  // What points nowhere must not surface in the middle of a decision.
  checkWhole(policy);
  return policy;
}

export function parseDirectoryData(json: unknown): DirectoryData {
  return accept<DirectoryData>(wireDirectory, json, "directory");
}

export function parseSignalsData(json: unknown): SignalsData {
  const signals = accept<SignalsData>(wireSignals, json, "signals");
  const issuers = Object.values(signals.issuers).map(({ issuer }) => issuer);
  if (new Set(issuers).size < issuers.length)
    throw new Error("the signals document is refused: two issuers have the same `iss`");
  return signals;
}

/** Guarantee: the shape is the type's; it checks without changing anything. */
function accept<T>(shape: Shape<T>, json: unknown, name: string): T {
  const fault = shape(json);
  if (fault !== null)
    throw new Error(
      `the ${name} document is refused: ${fault.path.join(".") || "it"}: ${fault.why}`,
    );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return json as T;
}
