import { compareUtf8 } from "./compare-utf8.ts";
import type { Challenge } from "./decision.ts";

/** What would cure a failing condition. Null, where one is asked for, means: nothing the caller can do. */
export type Remedy = Challenge;

export const emptyRemedy: Remedy = { authenticate: false, mfa: null, device: null, token: null };
export const authenticateRemedy: Remedy = { ...emptyRemedy, authenticate: true };

const trustRank = { registered: 0, compliant: 1, managed: 2 } as const;

/** Rule 24: highest strength, smallest age; highest trust, all checks; all scopes. */
export function uniteRemedies(left: Remedy, right: Remedy): Remedy {
  return {
    authenticate: left.authenticate || right.authenticate,
    mfa: unite(left.mfa, right.mfa, uniteMfa),
    device: unite(left.device, right.device, uniteDevice),
    token: unite(left.token, right.token, uniteToken),
  };
}

function unite<T>(left: T | null, right: T | null, both: (left: T, right: T) => T): T | null {
  return left && right ? both(left, right) : (left ?? right);
}

/** Rule 25: fewest kinds, then weakest; negative if `left` is the smaller demand. */
export function compareRemedies(left: Remedy, right: Remedy): number {
  const a = weigh(left);
  const b = weigh(right);
  for (const [index, weight] of a.entries()) {
    const other = b[index] ?? 0;
    if (weight !== other) return weight < other ? -1 : 1;
  }
  return 0;
}

type Mfa = NonNullable<Challenge["mfa"]>;
type Device = NonNullable<Challenge["device"]>;
type Token = NonNullable<Challenge["token"]>;

function uniteMfa(left: Mfa, right: Mfa): Mfa {
  const strong = left.strength === "phishing-resistant" || right.strength === "phishing-resistant";
  return {
    strength: strong ? "phishing-resistant" : "any",
    max_age_seconds: smallest(left.max_age_seconds, right.max_age_seconds),
  };
}

function uniteDevice(left: Device, right: Device): Device {
  return {
    trust: trustRank[left.trust] >= trustRank[right.trust] ? left.trust : right.trust,
    checks: uniteSets(left.checks, right.checks),
  };
}

function uniteToken(left: Token, right: Token): Token {
  return {
    scopes: uniteSets(left.scopes, right.scopes),
    sender_constrained: left.sender_constrained || right.sender_constrained,
  };
}

function smallest(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right;
  return Math.min(left, right);
}

function uniteSets(left: readonly string[], right: readonly string[]): readonly string[] {
  return [...new Set([...left, ...right])].toSorted(compareUtf8);
}

function weigh(remedy: Remedy): readonly number[] {
  const { authenticate, mfa, device, token } = remedy;
  const kinds =
    Number(authenticate) + Number(mfa !== null) + Number(device !== null) + Number(token !== null);
  const strength = mfa ? (mfa.strength === "any" ? 1 : 2) : 0;
  return [
    kinds,
    Number(device !== null),
    Number(authenticate),
    strength,
    -(mfa?.max_age_seconds ?? Number.MAX_SAFE_INTEGER),
    device?.checks.length ?? 0,
    token?.scopes.length ?? 0,
  ];
}
