import type { DirectoryData, SignalsData } from "#lib/engine/deployment.ts";
import { changeCases, type Case, type Change } from "./change-cases.ts";

/** The same cases with and without a fact; what a forgetter can't be asked about is left out of both. */
type Forgotten = {
  readonly told: readonly Case[];
  readonly silent: readonly Case[];
  readonly change: Change;
};
type Forget = (cases: readonly Case[]) => Forgotten;

/**
 * Facts whose absence is unknown. Left out is what is known by its absence (rule 14): that no token, no scope, no
 * certificate, no grant, no risk and no revocation is there; what `exists` asks; and what refuses by itself.
 */
export const forgetters: Readonly<Record<string, Forget>> = {
  address: changeEach((one) => ({ ...one, client: { ...one.client, address: null } })),
  country: changeEach((one) => ({ ...one, client: { ...one.client, country: null } })),
  query: changeEach((one) => ({
    ...one,
    request: { ...one.request, target: one.request.target.replace(/\?.*$/s, "") },
  })),
  "how the caller signed in": changeEach(withoutClaims(["acr", "amr", "auth_time"])),
  "other claims": changeEach(withoutClaims(["level", "tenant", "odd", "https://claims.example/x"])),
  "claims a token needs": changeEach(withoutClaims(["jti"])),
  "attributes of subjects": changeRecords("subjects", (record) => ({ ...record, attributes: {} })),
  "attributes of devices": changeRecords("devices", (record) => ({ ...record, attributes: {} })),
  posture: changeRecords("devices", (record) => ({ ...record, posture: {} })),
  "records of subjects": changeRecords("subjects", () => null),
  "records of devices": changeRecords("devices", () => null),
  "whose key it is": changeRecords("thumbprints", () => null),
  issuers: (cases) => ({ ...asked(cases), change: { signals: withoutIssuers(cases) } }),
};

function changeEach(forget: (one: Case) => Case): Forget {
  return (cases) => {
    const { told } = asked(cases);
    return { told, silent: told.map(forget), change: {} };
  };
}

function withoutClaims(names: readonly string[]): (one: Case) => Case {
  return (one) => {
    if (one.token === null) return one;
    const claims = Object.entries(one.token.claims).filter(([name]) => !names.includes(name));
    return { ...one, token: { ...one.token, claims: Object.fromEntries(claims) } };
  };
}

type Maps = "subjects" | "devices" | "thumbprints";

/** In both documents. The devices' risk is left out, as it goes with the device. */
function changeRecords(map: Maps, forget: (record: object) => object | null): Forget {
  return (cases) => {
    const { told } = asked(cases);
    const facts = told[0]?.deployment;
    if (!facts) return { told, silent: told, change: {} };
    const { directory, signals } = facts;
    const change = {
      directory: { ...directory, [map]: forgetIn(directory[map], forget) },
      signals: { ...signals, [map]: forgetIn(signals[map], forget) },
    };
    return { told, silent: told, change };
  };
}

function forgetIn(records: object, forget: (record: object) => object | null): object {
  const kept = Object.entries(records).map(([id, record]: [string, object]) => [
    id,
    "gone" in record ? record : forget(record),
  ]);
  return Object.fromEntries(kept.filter(([, record]) => record !== null));
}

function withoutIssuers(cases: readonly Case[]): SignalsData {
  const signals = cases[0]?.deployment.signals;
  if (!signals) throw new Error("no cases");
  return { ...signals, issuers: {} };
}

/** Without conditions that ask whether something exists, revocations and suspensions, and risks of devices. */
function asked(cases: readonly Case[]): Pick<Forgotten, "told" | "silent"> {
  const [first] = cases;
  if (!first) return { told: [], silent: [] };
  const told = changeCases(cases, {
    content: withoutExists(first),
    directory: harmless(first.deployment.directory),
    signals: {
      ...harmless(first.deployment.signals),
      risk: { ...first.deployment.signals.risk, devices: {} },
    },
  });
  return { told, silent: told };
}

function withoutExists({ content }: Case): Case["content"] {
  return {
    ...content,
    policies: content.policies.filter(({ when, unless }) => !asksExistence([when, unless])),
  };
}

function asksExistence(lists: readonly Case["content"]["policies"][number]["when"][]): boolean {
  return lists.some((list) => list?.some(({ attribute }) => attribute?.operator === "exists"));
}

function harmless<T extends DirectoryData | SignalsData>(document: T): T {
  return { ...document, subjects: calm(document.subjects), devices: calm(document.devices) };
}

function calm(records: object): object {
  return Object.fromEntries(
    Object.entries(records).map(([id, record]: [string, object]) => {
      if ("revoked_before" in record)
        return [id, { ...record, revoked_before: null, state: "active" }];
      return [id, "platform" in record ? { ...record, state: "trusted" } : record];
    }),
  );
}
