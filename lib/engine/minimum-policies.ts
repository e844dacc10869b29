import type { PolicyDocument } from "./policy-document.ts";

/**
 * What a new deployment starts with: release 1 holds these and nothing else, so that classifying an API is
 * enough to protect it. They are ordinary policies; administrators read and change them like their own.
 */
export const minimumPolicies: readonly PolicyDocument[] = [
  {
    name: "internal-needs-authentication",
    description: "Whatever is internal or above needs an authenticated caller.",
    effect: "forbid",
    resources: { apis: "all", sensitivity: { atLeast: "internal" } },
    unless: [{ token: {} }],
    reason: "Only known callers may use internal APIs.",
  },
  {
    name: "confidential-needs-mfa",
    description:
      "People reach confidential operations after MFA within 12 hours, from a registered device.",
    effect: "forbid",
    subjects: { kinds: ["user"] },
    resources: { apis: "all", sensitivity: { atLeast: "confidential" } },
    unless: [
      { mfa: { strength: "any", within: "12h" } },
      { device: { trust: "registered", owned: true } },
    ],
    reason: "Confidential operations need a recent multi-factor sign-in and a registered device.",
  },
  {
    name: "restricted-needs-passkey",
    description:
      "People reach restricted operations after a phishing-resistant sign-in within 15 minutes, from a compliant device.",
    effect: "forbid",
    subjects: { kinds: ["user"] },
    resources: { apis: "all", sensitivity: { atLeast: "restricted" } },
    unless: [
      { mfa: { strength: "phishing-resistant", within: "15m" } },
      { device: { trust: "compliant", owned: true } },
    ],
    reason:
      "Restricted operations need a passkey used in the last 15 minutes and a compliant device.",
  },
  {
    name: "workloads-need-bound-tokens",
    description: "Workloads have no hands for MFA; their tokens must be bound to their key.",
    effect: "forbid",
    subjects: { kinds: ["workload"] },
    resources: { apis: "all", sensitivity: { atLeast: "confidential" } },
    unless: [{ token: { senderConstrained: true } }],
    reason: "Workloads need a sender-constrained token for confidential operations.",
  },
];
