import type {
  DeviceRecord,
  IssuerData,
  Override,
  RiskLevel,
  SubjectRecord,
} from "#lib/engine/deployment.ts";
import type { Reason } from "#lib/engine/decision.ts";
import { isClean, isPlain, type Credential, type World } from "./world.ts";

type Verified = Extract<Credential, { state: "verified" }>;

export type Caller = {
  readonly anonymous: boolean;
  readonly id: string | null;
  readonly record: SubjectRecord | null;
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly session: string | null;
  readonly token: (Verified & { readonly data: IssuerData }) | null;
  readonly device: "none" | "unknown" | Device;
  readonly risk: RiskLevel | null;
};

export type Device = {
  readonly id: string;
  readonly record: DeviceRecord;
  readonly owned: boolean;
};

export const nobody: Caller = {
  anonymous: true,
  id: null,
  record: null,
  groups: [],
  roles: [],
  session: null,
  token: null,
  device: "none",
  risk: null,
};

/** Steps 3 and 4: the caller, and the first reason to refuse them. */
export function findCaller(
  world: World,
  credential: Credential,
  audience: string,
  now: number,
): { readonly caller: Caller; readonly refused: Reason | null } {
  const { directory, signals } = world;
  if (credential.state === "none") return { caller: nobody, refused: null };
  const data = credential.state === "verified" ? at(signals.issuers, credential.issuer) : null;
  if (credential.state === "invalid" || !data || !isValid(credential, data, audience, now))
    return { caller: nobody, refused: "invalid-token" };
  const prefix = data.local ? "" : `${credential.issuer}|`;
  const id = prefix + String(credential.claims["sub"]);
  const { sid } = credential.claims;
  const session = typeof sid === "string" ? prefix + sid : null;
  // Rule 16: a local name with a bar in it would be spelt like a foreign subject.
  const record =
    data.local && id.includes("|") ? null : current(directory.subjects, signals.subjects, id);
  const groups = [...(record?.groups ?? []), ...asserted(credential, data)];
  const presented = presentedDevices(world, credential);
  const device = countingDevice(credential, presented, id);
  const caller: Caller = {
    anonymous: false,
    id,
    record,
    groups,
    roles: rolesOf(world, record, groups, now),
    session,
    token: { ...credential, data },
    device,
    risk: highestRisk(world, [id, typeof device === "string" ? null : device.id, session], now),
  };
  return { caller, refused: refusal(world, caller, presented) };
}

/** Rule 12 and "ways to a wrong allow": what a token must carry. */
function isValid(token: Verified, issuer: IssuerData, audience: string, now: number): boolean {
  const { header, claims } = token;
  const { exp, iat, nbf = now, aud, cnf } = claims;
  const key = typeof header["kid"] === "string" ? at(issuer.keys, header["kid"]) : null;
  if (!isPlain(exp) || !isPlain(iat) || !isPlain(nbf)) return false;
  return [
    claims["iss"] === issuer.issuer,
    header["typ"] === "at+jwt" || header["typ"] === "application/at+jwt",
    !Object.hasOwn(header, "crit"),
    key !== null && key.alg === header["alg"],
    now < exp && nbf <= now && iat <= now + 60 && exp - iat <= 3600,
    (Array.isArray(aud) ? aud : [aud]).includes(audience),
    isName(claims["sub"]) && isName(claims["jti"]) && (!issuer.local || isName(claims["sid"])),
    Object.hasOwn(claims, "cnf") ? isProved(token, cnf) : token.scheme === "Bearer",
    isCleanJson(header) && isCleanJson(claims),
  ].every(Boolean);
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/** Each member of a binding needs its own proof, and a DPoP key its scheme. */
function isProved({ proofs, scheme }: Verified, cnf: unknown): boolean {
  if (typeof cnf !== "object" || cnf === null || Array.isArray(cnf)) return false;
  const members = Object.entries(cnf);
  const proved = members.every(([name, value]) => {
    if (typeof value !== "string") return false;
    return (
      (name === "jkt" && proofs.jkt === value) || (name === "x5t#S256" && proofs.x5t === value)
    );
  });
  return members.length > 0 && proved && (scheme === "DPoP") === Object.hasOwn(cnf, "jkt");
}

/** Of a replacement character nobody can tell whether it was a lone surrogate. */
function isCleanJson(value: unknown): boolean {
  if (typeof value === "string") return isClean(value) && !value.includes("\uFFFD");
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, item]) => isCleanJson(key) && isCleanJson(item));
}

/** Step 4 and rule 43: the first that applies. */
function refusal(
  { signals }: World,
  { record, token, session }: Caller,
  presented: readonly (Found | null)[],
): Reason | null {
  const iat = Number(token?.claims["iat"]);
  const states = presented.map((device) => device?.record.state);
  if (!record && token?.data.jit !== true) return "unknown-subject";
  if (record?.state === "suspended") return "subject-suspended";
  if (session !== null && at(signals.sessions, session)) return "session-revoked";
  if (record && record.revoked_before !== null && iat < record.revoked_before)
    return "token-revoked";
  if (states.includes("revoked")) return "device-revoked";
  return states.includes("quarantined") ? "device-quarantined" : null;
}

type Found = { readonly id: string; readonly record: DeviceRecord };

/** The devices of the keys that the token is bound to, and of the connection's certificate. */
function presentedDevices(
  { directory, signals }: World,
  { claims, proofs }: Verified,
): readonly (Found | null)[] {
  const keys = [...Object.values(Object(claims["cnf"] ?? {})), proofs.x5t];
  return keys.map((thumbprint) => {
    if (typeof thumbprint !== "string") return null;
    const id = current(directory.thumbprints, signals.thumbprints, thumbprint)?.device;
    const record = id === undefined ? null : current(directory.devices, signals.devices, id);
    return id !== undefined && record ? { id, record } : null;
  });
}

/** A device counts if the token is bound to its key, or else if it is the caller's own. */
function countingDevice(
  { claims, proofs }: Verified,
  presented: readonly (Found | null)[],
  subject: string,
): Caller["device"] {
  const bound = presented.slice(0, -1);
  const [device = null] = bound.length > 0 ? bound : presented;
  if (claims["cnf"] === undefined && proofs.x5t === null) return "none";
  if (!device || bound.some((other) => other?.id !== device.id)) return "unknown";
  const owned = device.record.subject === subject;
  return owned || bound.length > 0 ? { ...device, owned } : "unknown";
}

/** An issuer asserts the groups it may, under its own name. */
function asserted({ claims, issuer }: Verified, data: IssuerData): readonly string[] {
  const { groups } = claims;
  if (!Array.isArray(groups)) return [];
  return data.groups.filter((group) => groups.includes(group)).map((group) => `${issuer}/${group}`);
}

/** Rule 45. */
function rolesOf(
  { directory, signals }: World,
  record: SubjectRecord | null,
  groups: readonly string[],
  now: number,
): readonly string[] {
  const grants = groups.flatMap(
    (group) => current(directory.groups, signals.groups, group)?.grants ?? [],
  );
  return [...(record?.grants ?? []), ...grants]
    .filter(({ not_after: end }) => end === null || now < end)
    .map(({ role }) => role);
}

/** Rule 46. */
const levels = ["none", "low", "medium", "high", "critical"] as const;

function highestRisk(
  { signals: { risk } }: World,
  [subject, device, session]: readonly [string, string | null, string | null],
  now: number,
): RiskLevel {
  const entries = [
    at(risk.subjects, subject),
    at(risk.devices, device),
    at(risk.sessions, session),
  ].filter((entry) => entry !== null && now < entry.not_after);
  return (
    levels.toReversed().find((level) => entries.some((entry) => entry?.level === level)) ?? "none"
  );
}

export function isRiskBelow(risk: RiskLevel, bound: RiskLevel): boolean {
  return levels.indexOf(risk) < levels.indexOf(bound);
}

/** Of record and override the higher `seq` wins; a tombstone is nothing. */
function current<T extends { readonly seq: number }>(
  records: Readonly<Record<string, T>>,
  overrides: Readonly<Record<string, Override<T>>>,
  id: string,
): T | null {
  const record = at(records, id);
  const override = at(overrides, id);
  if (!override || (record && record.seq > override.seq)) return record;
  return "gone" in override ? null : override;
}

export function at<T>(map: Readonly<Record<string, T>>, key: string | null): T | null {
  return key !== null && Object.hasOwn(map, key) ? (map[key] ?? null) : null;
}
