export type Template = {
  /** In the URL. */
  readonly key: string;
  readonly effect: "permit" | "forbid";
  readonly label: string;
  readonly about: string;
  readonly source: (api: string) => string;
};

/** Beginnings for what is written most often; everything in them is meant to be changed. */
export const templates: readonly Template[] = [
  {
    key: "role-reads",
    effect: "permit",
    label: "A role may read",
    about: "The people of one role may read an API.",
    source: (api) => `# Who may read ${api}, and why.
name: ${api}-readers
effect: permit
subjects:
  roles: []
resources:
  apis: [${api}]
  access: read
reason: Readers of ${api}.
`,
  },
  {
    key: "role-writes",
    effect: "permit",
    label: "A role may write, with a fresh passkey",
    about: "Writing needs a sign-in by passkey of the last hour, on a compliant device.",
    source: (api) => `name: ${api}-writers
effect: permit
subjects:
  roles: []
resources:
  apis: [${api}]
when:
  - mfa: { strength: phishing-resistant, within: 1h }
  - device: { trust: compliant }
reason: Writers of ${api}.
`,
  },
  {
    key: "own-tenant",
    effect: "permit",
    label: "Everybody known, only their own",
    about: "Callers reach only what carries their own tenant in its path.",
    source: (api) => `name: ${api}-own-tenant
effect: permit
subjects:
  authenticated: true
resources:
  apis: [${api}]
when:
  - attribute: { left: subject.tenant, operator: equals, right: path.tenantId }
reason: Your own tenant only.
`,
  },
  {
    key: "inside-only",
    effect: "forbid",
    label: "Forbid from outside",
    about: "Nobody from outside the company's networks, whatever else permits it.",
    source: (api) => `name: ${api}-inside-only
effect: forbid
resources:
  apis: [${api}]
when:
  - network: { notIn: [10.0.0.0/8] }
reason: Only from the company's networks.
`,
  },
  {
    key: "restricted-fresh-passkey",
    effect: "forbid",
    label: "A fresh passkey for restricted operations",
    about:
      "Whatever permits it: what is restricted needs a passkey sign-in of the last 15 minutes.",
    source: (api) => `name: ${api}-restricted-fresh-passkey
effect: forbid
resources:
  apis: [${api}]
  sensitivity: { atLeast: restricted }
unless:
  - mfa: { strength: phishing-resistant, within: 15m }
reason: Restricted operations need a fresh passkey.
`,
  },
  {
    key: "compliant-devices",
    effect: "forbid",
    label: "Only from compliant devices",
    about:
      "Nobody gets in without a compliant device of their own; the caller is told how to get one.",
    source: (api) => `name: ${api}-compliant-devices
effect: forbid
subjects:
  kinds: [user]
resources:
  apis: [${api}]
unless:
  - device: { trust: compliant }
reason: Only from compliant devices.
`,
  },
  {
    key: "office-hours",
    effect: "forbid",
    label: "Only in office hours",
    about: "Closed at night and at weekends, by the clock of one place.",
    source: (api) => `name: ${api}-office-hours
effect: forbid
resources:
  apis: [${api}]
unless:
  - schedule: { zone: Europe/Berlin, days: [mon, tue, wed, thu, fri], from: 08:00, to: 18:00 }
reason: Open from 8 to 18 on working days.
`,
  },
  {
    key: "high-risk",
    effect: "forbid",
    label: "Not at high risk",
    about: "Keeps out callers, devices and sessions while something about them is suspicious.",
    source: (api) => `name: ${api}-no-high-risk
effect: forbid
resources:
  apis: [${api}]
unless:
  - risk: { below: high }
reason: Something about this caller or device looks wrong.
`,
  },
  {
    key: "service-reads",
    effect: "permit",
    label: "A service may read, with its own key",
    about: "Workloads with a token that is bound to their key, at most ten times a second.",
    source: (api) => `name: ${api}-service-reads
effect: permit
subjects:
  authenticated: true
  kinds: [workload]
resources:
  apis: [${api}]
  access: read
when:
  - token: { senderConstrained: true }
rateLimit: { limit: 600, window: 1m }
reason: Services may read ${api}.
`,
  },
];
