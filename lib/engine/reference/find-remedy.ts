import { checkPosture, isMeantHere, seconds } from "./evaluate-condition.ts";
import type { Situation } from "./situation.ts";
import { asSet, type Condition, type Remedy } from "./world.ts";

export const nothing: Remedy = { authenticate: false, mfa: null, device: null, token: null };
export const authenticate: Remedy = { ...nothing, authenticate: true };

/** What the caller can do about a condition that does not hold (rules 18 to 21); null is nothing. */
export function findRemedy(condition: Condition, situation: Situation): Remedy | null {
  const { anonymous } = situation.caller;
  const own = ownRemedy(condition, situation);
  if (!anonymous) return own;
  return own || readsIdentity(condition) ? unite([own ?? nothing, authenticate]) : null;
}

/** Whether knowing the caller can change it. */
export function readsIdentity(condition: Condition): boolean {
  const { attribute, network, country, schedule } = condition;
  if (!attribute) return !network && !country && !schedule;
  const { left, right } = attribute;
  const ref = typeof right === "object" && "ref" in right ? right.ref : right;
  return [left, ref].some(
    (name) => typeof name === "string" && /^(subject|device|token)\../.test(name),
  );
}

function ownRemedy({ mfa, device, token }: Condition, situation: Situation): Remedy | null {
  if (mfa) return mfaRemedy(mfa, situation);
  if (device) return deviceRemedy(device, situation);
  return token ? tokenRemedy(token, situation) : null;
}

/**
 * Workloads have no hands; an issuer whose assurance does not count can't show any; a local user without a
 * passkey can't become phishing-resistant.
 */
function mfaRemedy(
  { strength = "any", within }: NonNullable<Condition["mfa"]>,
  { caller: { anonymous, record, token } }: Situation,
): Remedy | null {
  const max_age_seconds = within === undefined ? null : seconds(within);
  const remedy = { ...nothing, mfa: { strength, max_age_seconds } };
  if (anonymous) return remedy;
  if (record?.kind === "workload" || token?.data.trusted_for_assurance !== true) return null;
  return strength === "any" || !token.data.local || record?.passkey === true ? remedy : null;
}

/** Only checks of one's own device can be fixed by the caller. */
function deviceRemedy(
  { trust = "registered", owned = true, posture = {} }: NonNullable<Condition["device"]>,
  { caller: { record, device }, now }: Situation,
): Remedy | null {
  const known = typeof device === "string" ? null : device;
  const failing = Object.entries(posture)
    .filter(([check, wanted]) => known && checkPosture(known, check, wanted, now) !== "true")
    .map(([check]) => check);
  if (record?.kind === "workload") return null;
  if (known && !known.owned && !owned && failing.length > 0) return null;
  const checks = known?.owned === true ? asSet(failing) : [];
  return { ...nothing, device: { trust, checks } };
}

function tokenRemedy(
  demand: NonNullable<Condition["token"]>,
  { caller: { token } }: Situation,
): Remedy | null {
  const { scopes = [], senderConstrained: sender_constrained = false } = demand;
  const asks = scopes.length > 0 || sender_constrained;
  if (token && !isMeantHere(demand, token)) return null;
  return { ...nothing, token: asks ? { scopes: asSet(scopes), sender_constrained } : null };
}

/** Rule 24. */
export function unite(remedies: readonly Remedy[]): Remedy {
  const mfas = remedies.flatMap(({ mfa }) => mfa ?? []);
  const ages = mfas.flatMap(({ max_age_seconds: age }) => age ?? []);
  const devices = remedies.flatMap(({ device }) => device ?? []);
  const tokens = remedies.flatMap(({ token }) => token ?? []);
  const strong = mfas.some(({ strength }) => strength === "phishing-resistant");
  const trust = (["managed", "compliant", "registered"] as const).find((level) =>
    devices.some((device) => device.trust === level),
  );
  return {
    authenticate: remedies.some((remedy) => remedy.authenticate),
    mfa:
      mfas.length === 0
        ? null
        : {
            strength: strong ? "phishing-resistant" : "any",
            max_age_seconds: ages.length === 0 ? null : Math.min(...ages),
          },
    device: trust ? { trust, checks: asSet(devices.flatMap(({ checks }) => checks)) } : null,
    token:
      tokens.length === 0
        ? null
        : {
            scopes: asSet(tokens.flatMap(({ scopes }) => scopes)),
            sender_constrained: tokens.some((token) => token.sender_constrained),
          },
  };
}

/** Rule 25 without the name: negative if `left` demands less. */
export function compare(left: Remedy, right: Remedy): number {
  const other = weights(right);
  const differences = weights(left).map((weight, index) => weight - (other[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

function weights({ authenticate: first, mfa, device, token }: Remedy): readonly number[] {
  return [
    [first, mfa, device, token].filter(Boolean).length,
    Number(device !== null),
    Number(first),
    mfa === null ? 0 : ["any", "phishing-resistant"].indexOf(mfa.strength) + 1,
    -(mfa?.max_age_seconds ?? Number.MAX_SAFE_INTEGER),
    device?.checks.length ?? 0,
    token?.scopes.length ?? 0,
  ];
}
