import type { PolicyCondition } from "#lib/engine/policy-condition.ts";
import type { Atom } from "./peer-rule.ts";

/** A condition as Sallyport's authors write it, and as the plain comparisons that every peer can make. */
export type MixEntry = {
  readonly conditions: readonly PolicyCondition[];
  readonly atoms: readonly Atom[];
};

const hour = 3600;
const strong: Atom = { fact: "mfa", is: "atLeast", value: 2 };
const recent = (seconds: number): Atom => ({ fact: "mfaAge", is: "atMost", value: seconds });
const ownDevice = (trust: number): Atom => ({ fact: "device", is: "atLeast", value: trust });

/** Permits take these in turn, so that each kind of condition is as frequent as any other. */
export const permitMix: readonly MixEntry[] = [
  { conditions: [], atoms: [] },
  {
    conditions: [{ mfa: { strength: "phishing-resistant", within: "8h" } }],
    atoms: [strong, recent(8 * hour)],
  },
  {
    conditions: [
      {
        device: {
          trust: "compliant",
          posture: { "disk-encrypted": true, "os-version": ">=14.2" },
        },
      },
    ],
    atoms: [
      ownDevice(2),
      { fact: "encrypted", is: "equals", value: true },
      { fact: "osVersion", is: "atLeast", value: 14_002 },
    ],
  },
  {
    conditions: [{ network: { in: ["10.0.0.0/8"] } }],
    atoms: [
      { fact: "address", is: "atLeast", value: 10 * 2 ** 24 },
      { fact: "address", is: "atMost", value: 11 * 2 ** 24 - 1 },
    ],
  },
  {
    conditions: [{ country: { in: ["DE", "FR", "NL"] } }],
    atoms: [{ fact: "country", is: "oneOf", value: ["DE", "FR", "NL"] }],
  },
  {
    conditions: [
      {
        schedule: {
          zone: "Europe/Berlin",
          days: ["mon", "tue", "wed", "thu", "fri"],
          from: "07:00",
          to: "19:00",
        },
      },
    ],
    atoms: [
      { fact: "weekday", is: "atMost", value: 5 },
      { fact: "minute", is: "atLeast", value: 7 * 60 },
      { fact: "minute", is: "atMost", value: 19 * 60 - 1 },
    ],
  },
  {
    conditions: [{ risk: { below: "medium" } }],
    atoms: [{ fact: "risk", is: "atMost", value: 1 }],
  },
  {
    conditions: [{ token: { scopes: ["read"] } }],
    atoms: [{ fact: "scopes", is: "has", value: "read" }],
  },
  {
    conditions: [
      { attribute: { left: "subject.department", operator: "equals", right: "path.department" } },
    ],
    atoms: [{ fact: "department", is: "sameAs", value: "pathDepartment" }],
  },
];

/** One policy in ten: forbidden, unless the caller signed in again lately or sits in the office. */
export const forbidMix: { readonly when: MixEntry; readonly unless: MixEntry } = {
  when: {
    conditions: [{ country: { notIn: ["DE", "FR", "NL", "US"] } }],
    atoms: [{ fact: "country", is: "noneOf", value: ["DE", "FR", "NL", "US"] }],
  },
  unless: {
    conditions: [{ mfa: { strength: "phishing-resistant", within: "1h" } }],
    atoms: [strong, recent(hour)],
  },
};

/** The minimum that covers every confidential operation, as a new deployment has it. */
export const minimumMix: MixEntry = {
  conditions: [
    { mfa: { strength: "any", within: "12h" } },
    { device: { trust: "registered", owned: true } },
  ],
  atoms: [{ fact: "mfa", is: "atLeast", value: 1 }, recent(12 * hour), ownDevice(1)],
};
