import type { Scalar } from "#lib/engine/deployment.ts";
import { contains } from "./addresses.ts";
import { evaluateAttribute } from "./evaluate-attribute.ts";
import { at, isRiskBelow, type Device } from "./find-caller.ts";
import { isScheduled } from "./is-scheduled.ts";
import type { Situation } from "./situation.ts";
import { isPlain, type Condition, type Truth } from "./world.ts";

type Of<K extends keyof Condition> = NonNullable<Condition[K]>;

/** One condition, after its row in rule 14. */
export function evaluateCondition(condition: Condition, situation: Situation): Truth {
  const { subject, mfa, device, network, country, schedule, risk, token, attribute } = condition;
  if (subject) return evaluateSubject(subject, situation);
  if (mfa) return evaluateMfa(mfa, situation);
  if (device) return evaluateDevice(device, situation);
  if (network) return evaluateNetwork(network, situation);
  if (country) return evaluateCountry(country, situation);
  if (schedule) return truth(isScheduled(schedule, situation.now));
  if (risk) return evaluateRisk(risk, situation);
  if (token) return evaluateToken(token, situation);
  return attribute ? evaluateAttribute(attribute, situation) : "unknown";
}

export function truth(holds: boolean): Truth {
  return holds ? "true" : "false";
}

/** Rule 13. */
export function all(values: readonly Truth[]): Truth {
  if (values.includes("false")) return "false";
  return values.includes("unknown") ? "unknown" : "true";
}

/** The kind of a caller without a record is not known. */
function evaluateSubject({ kinds }: Of<"subject">, { caller }: Situation): Truth {
  if (caller.anonymous) return "false";
  if (caller.record) return truth(kinds.includes(caller.record.kind));
  return kinds.includes("user") && kinds.includes("workload") ? "true" : "unknown";
}

function evaluateMfa({ strength, within }: Of<"mfa">, { caller, now }: Situation): Truth {
  if (!caller.token) return "false";
  if (!caller.token.data.trusted_for_assurance) return "unknown";
  const { acr, amr, auth_time: then } = caller.token.claims;
  const resistant = acr === "phr" || acr === "phrh";
  const factors = acr === "urn:sallyport:acr:mfa" || (Array.isArray(amr) && amr.includes("mfa"));
  const nothing = typeof acr !== "string" && !Array.isArray(amr);
  const strong = truth(resistant || (strength !== "phishing-resistant" && factors));
  if (within === undefined) return nothing ? "unknown" : strong;
  const known = isPlain(then) && now - then >= -60;
  const recent = known ? truth(now - then <= seconds(within)) : "unknown";
  return all([nothing ? "unknown" : strong, recent]);
}

const trusts = ["registered", "compliant", "managed"] as const;

function evaluateDevice(demand: Of<"device">, { caller: { device }, now }: Situation): Truth {
  if (device === "none") return "false";
  if (device === "unknown") return "unknown";
  const { trust = "registered", owned = true, platforms = [], posture = {} } = demand;
  const { record } = device;
  return all([
    truth(record.state === "trusted"),
    truth(device.owned || !owned),
    truth(trusts.indexOf(record.trust) >= trusts.indexOf(trust)),
    truth(platforms.length === 0 || platforms.includes(record.platform)),
    ...Object.entries(posture).map(([check, wanted]) => checkPosture(device, check, wanted, now)),
  ]);
}

export function checkPosture(
  { record }: Device,
  check: string,
  wanted: Scalar,
  now: number,
): Truth {
  const reported = at(record.posture, check);
  if (!reported || (reported.not_after !== null && now >= reported.not_after)) return "unknown";
  const { value } = reported;
  if (typeof wanted === "string" && wanted.startsWith(">=")) {
    const [has, needs] = [readVersion(value), readVersion(wanted.slice(2).trim())];
    return has === null || needs === null ? "unknown" : truth(has >= needs);
  }
  return typeof value === typeof wanted ? truth(value === wanted) : "unknown";
}

/** Rule 7, as one number with nine digits for each of four parts. */
function readVersion(text: Scalar): bigint | null {
  if (typeof text !== "string" || !/^\d{1,9}(\.\d{1,9}){0,3}$/.test(text)) return null;
  const parts = [...text.split("."), "0", "0", "0"].slice(0, 4);
  return BigInt(parts.map((part) => part.padStart(9, "0")).join(""));
}

function evaluateNetwork(demand: Of<"network">, { address }: Situation): Truth {
  const { in: inside = [], notIn = [] } = demand;
  const member = (networks: readonly string[]): Truth => {
    const found = networks.map((network) => contains(network, address));
    if (found.includes(null)) return "unknown";
    return truth(found.includes(true));
  };
  const out = member(notIn);
  if (inside.length === 0) return out === "unknown" ? out : truth(out === "false");
  return all([member(inside), out === "unknown" ? out : truth(out === "false")]);
}

function evaluateCountry(demand: Of<"country">, { country }: Situation): Truth {
  const { in: inside = [], notIn = [] } = demand;
  if (country === null) return "unknown";
  return truth((inside.length === 0 || inside.includes(country)) && !notIn.includes(country));
}

function evaluateRisk({ below }: Of<"risk">, { caller: { risk } }: Situation): Truth {
  return risk === null ? "unknown" : truth(isRiskBelow(risk, below));
}

function evaluateToken(
  demand: Of<"token">,
  { caller: { token }, remembersProofs }: Situation,
): Truth {
  const { scopes = [], senderConstrained = false } = demand;
  if (!token) return "false";
  const { scope, cnf } = token.claims;
  const carried = typeof scope === "string" ? scope.split(" ") : [];
  const scoped =
    scope !== undefined && typeof scope !== "string"
      ? "unknown"
      : truth(scopes.every((one) => carried.includes(one)));
  // Whoever shows the certificate that a token is bound to as well can't have replayed a proof.
  const certified = Object.hasOwn(Object(cnf ?? {}), "x5t#S256");
  const replayable = !remembersProofs && token.scheme === "DPoP" && !certified;
  const bound = replayable ? "unknown" : truth(cnf !== undefined);
  return all([
    scopes.length === 0 ? "true" : scoped,
    truth(isMeantHere(demand, token)),
    senderConstrained ? bound : "true",
  ]);
}

/** What no other token of the same caller would change. */
export function isMeantHere(
  { audiences = [], issuers = [] }: Of<"token">,
  token: NonNullable<Situation["caller"]["token"]>,
): boolean {
  const { aud } = token.claims;
  const own: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  const audience = audiences.length === 0 || audiences.some((one) => own.includes(one));
  return audience && (issuers.length === 0 || issuers.includes(token.issuer));
}

/** A duration as authors write it. */
export function seconds(text: string): number {
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
  return Number.parseInt(text, 10) * (units[text.at(-1) ?? ""] ?? 0);
}
