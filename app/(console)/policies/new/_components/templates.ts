export type Template = {
  readonly label: string;
  readonly about: string;
  readonly source: (api: string) => string;
};

/** Beginnings for what is written most often; everything in them is meant to be changed. */
export const templates: readonly Template[] = [
  {
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
];
