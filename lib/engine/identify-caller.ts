import { checkToken, isForAudience } from "./check-token.ts";
import type { Credential, Reason } from "./decision.ts";
import type { Deployment, RiskEntry, RiskLevel, SubjectRecord } from "./deployment.ts";
import type { DeviceFacts, SubjectFacts, TokenFacts } from "./facts.ts";
import { findDevice } from "./find-device.ts";
import { lookUp } from "./look-up.ts";
import { noAnswers, type CallerAnswers } from "./remember-answer.ts";
import { rememberCaller, type KnownCaller } from "./remember-caller.ts";
import { riskOrder } from "./risk-order.ts";
import { own } from "./own.ts";
import type { Situation } from "./situation.ts";

/** Steps 3 and 4: who calls, with everything that is on record about them. */
export type Caller = {
  readonly subject: SubjectFacts;
  readonly token: TokenFacts | null;
  readonly device: DeviceFacts;
  readonly session: string | null;
  readonly risk: RiskLevel | null;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** When a grant or a risk ends, or the token expires: an instant, because a caller may be remembered. */
  readonly changesAt: number;
  /** Null: nobody in particular. */
  readonly answers: CallerAnswers | null;
};

export type Identified =
  | { readonly ok: true; readonly caller: Caller }
  | {
      readonly ok: false;
      readonly reason: Reason;
      readonly detail: string | null;
      readonly subject: string | null;
      readonly device: string | null;
      readonly session: string | null;
    };

const anonymous: Identified = {
  ok: true,
  caller: {
    subject: { state: "anonymous" },
    token: null,
    device: { state: "none" },
    session: null,
    risk: null,
    roles: [],
    groups: [],
    changesAt: Number.POSITIVE_INFINITY,
    answers: null,
  },
};

/**
 * `known` is what is remembered of the credential. The audience is that of the API which is asked for: the one thing
 * about a token that depends on the request.
 */
export function identifyCaller(
  { compiled, input: { credential }, api, now }: Situation,
  known: KnownCaller | null,
): Identified {
  const { audience } = api.data;
  if (credential.state === "none") return anonymous;
  if (credential.state === "invalid") return invalid(credential.why);
  if (known)
    return isForAudience(credential, audience)
      ? { ok: true, caller: known.caller }
      : invalid("aud");
  const found = identifyToken(compiled.deployment, credential, audience, now);
  if (found.ok) rememberCaller(compiled.memory, credential, found.caller, now);
  return found;
}

function identifyToken(
  deployment: Deployment,
  credential: Known["credential"],
  audience: string,
  now: number,
): Identified {
  const issuer = own(deployment.signals.issuers, credential.issuer);
  const problem = checkToken(credential, issuer, audience, now);
  const { sub, sid } = credential.claims;
  if (problem !== null || !issuer || typeof sub !== "string") return invalid(problem ?? "iss");
  const session = typeof sid === "string" ? sid : null;
  return identifyVerified({ deployment, credential, issuer, now }, sub, session);
}

type Known = {
  readonly deployment: Deployment;
  readonly credential: Extract<Credential, { state: "verified" }>;
  readonly issuer: TokenFacts["issuer"];
  readonly now: number;
};

function identifyVerified(known: Known, sub: string, sid: string | null): Identified {
  const { deployment, credential, issuer } = known;
  const { directory, signals } = deployment;
  const prefix = issuer.local ? "" : `${credential.issuer}|`;
  const id = `${prefix}${sub}`;
  const session = sid === null ? null : `${prefix}${sid}`;
  // Rule 16: a local `sub` is a slug, so that none can be spelt like a foreign subject's key.
  const record =
    issuer.local && sub.includes("|") ? null : lookUp(directory.subjects, signals.subjects, id);
  const device = findDevice(deployment, credential, id);
  const reason = refusal(known, record, session) ?? device.refused;
  if (reason !== null)
    return {
      ok: false,
      reason,
      detail: null,
      subject: id,
      device: device.facts.state === "known" ? device.facts.id : null,
      session,
    };
  return { ok: true, caller: makeCaller(known, { id, record, session, device: device.facts }) };
}

/** Rule 43: the first that applies, in this order. */
function refusal(
  { deployment, credential, issuer }: Known,
  record: SubjectRecord | null,
  session: string | null,
): Reason | null {
  if (!record && !issuer.jit) return "unknown-subject";
  if (record?.state === "suspended") return "subject-suspended";
  if (session !== null && own(deployment.signals.sessions, session)) return "session-revoked";
  return isBefore(credential.claims["iat"], record?.revoked_before ?? null)
    ? "token-revoked"
    : null;
}

function isBefore(iat: unknown, instant: number | null): boolean {
  return instant !== null && (typeof iat !== "number" || iat < instant);
}

type Resolved = {
  readonly id: string;
  readonly record: SubjectRecord | null;
  readonly session: string | null;
  readonly device: DeviceFacts;
};

function makeCaller(known: Known, { id, record, session, device }: Resolved): Caller {
  const { deployment, credential, issuer, now } = known;
  const groups = [...(record?.groups ?? []), ...assertedGroups(known)];
  const granted = rolesOf(deployment, record, groups, now);
  const deviceId = device.state === "known" ? device.id : null;
  const risk = highestRisk(deployment.signals.risk, [id, deviceId, session], now);
  const { exp } = credential.claims;
  return {
    subject: { state: "known", id, kind: record?.kind ?? null, record },
    token: {
      claims: credential.claims,
      issuerId: credential.issuer,
      issuer,
      senderConstrained: credential.claims["cnf"] !== undefined,
    },
    device,
    session,
    risk: risk.level,
    roles: granted.roles,
    groups,
    changesAt: Math.min(granted.changesAt, risk.changesAt, typeof exp === "number" ? exp : now),
    answers: noAnswers(),
  };
}

/** An issuer asserts only the groups it may, under its own name. */
function assertedGroups({ credential, issuer }: Known): readonly string[] {
  const { groups } = credential.claims;
  if (issuer.groups.length === 0 || !Array.isArray(groups)) return [];
  return issuer.groups
    .filter((group) => groups.includes(group))
    .map((group) => `${credential.issuer}/${group}`);
}

/** Rules 12, 45: the union of the subject's and its groups' grants; of two for a role the later end counts. */
function rolesOf(
  { directory, signals }: Deployment,
  record: SubjectRecord | null,
  groups: readonly string[],
  now: number,
): { readonly roles: readonly string[]; readonly changesAt: number } {
  const roles = new Set<string>();
  let changesAt = Number.POSITIVE_INFINITY;
  const grants = groups.flatMap(
    (group) => lookUp(directory.groups, signals.groups, group)?.grants ?? [],
  );
  for (const { role, not_after: end } of [...(record?.grants ?? []), ...grants]) {
    if (end !== null && now >= end) continue;
    roles.add(role);
    if (end !== null) changesAt = Math.min(changesAt, end);
  }
  return { roles: [...roles], changesAt };
}

/** Rule 46: the highest of subject, device and session; a known subject without an entry has none. */
function highestRisk(
  risk: Deployment["signals"]["risk"],
  [subject, device, session]: readonly [string, string | null, string | null],
  now: number,
): { readonly level: RiskLevel; readonly changesAt: number } {
  let level = 0;
  let changesAt = Number.POSITIVE_INFINITY;
  const note = (entries: Readonly<Record<string, RiskEntry>>, id: string | null) => {
    const entry = id === null ? undefined : own(entries, id);
    if (!entry || now >= entry.not_after) return;
    level = Math.max(level, riskOrder.indexOf(entry.level));
    changesAt = Math.min(changesAt, entry.not_after);
  };
  note(risk.subjects, subject);
  note(risk.devices, device);
  note(risk.sessions, session);
  return { level: riskOrder[level] ?? "critical", changesAt };
}

function invalid(detail: string): Identified {
  return { ok: false, reason: "invalid-token", detail, subject: null, device: null, session: null };
}
