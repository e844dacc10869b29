/** The sample's policies, as somebody would write them. */
export const samplePolicies: readonly string[] = [
  `# Finance reads invoices and customers; the sensitivity of an operation adds its own minimum.
name: sample-finance-reads-billing
description: Finance reads everything in the billing API but payouts.
effect: permit
subjects:
  roles: [finance]
resources:
  apis: [sample-billing]
  access: read
  tags: [invoices, customers]
reason: Finance reads billing.
`,
  `name: sample-finance-pays
description: Finance starts payouts, freshly confirmed with a passkey, on its own compliant device.
effect: permit
subjects:
  roles: [finance]
resources:
  apis: [sample-billing]
  tags: [payouts]
when:
  - mfa: { strength: phishing-resistant, within: 15m }
  - device: { trust: compliant, owned: true }
rateLimit: { limit: 60, window: 1h, per: subject }
reason: Finance pays out.
`,
  `name: sample-support-reads-customers
description: Support looks customers up, on working days.
effect: permit
subjects:
  roles: [support]
resources:
  apis: [sample-billing]
  access: read
  tags: [customers]
when:
  - schedule: { zone: Europe/Berlin, days: [mon, tue, wed, thu, fri] }
reason: Support looks customers up.
`,
  `name: sample-everybody-reads-health
description: Health is public.
effect: permit
subjects:
  everybody: true
resources:
  apis: [sample-billing]
  operations: [getHealth]
reason: Health is public.
`,
  `name: sample-staff-asks-who-they-are
description: Every known caller may see what the API knows of them.
effect: permit
subjects:
  authenticated: true
resources:
  apis: [sample-billing]
  operations: [whoAmI]
reason: You may see who you are.
`,
];

/** What differs from the API's own sensitivity, by operation. */
export const sampleSensitivities = {
  public: ["getHealth"],
  restricted: ["createPayout", "getPayout", "listPayouts"],
} as const;

export const samplePeople = [
  {
    slug: "ana-sample",
    name: "Ana Sample",
    role: "finance",
    device: {
      slug: "ana-laptop",
      name: "Ana’s laptop",
      platform: "macos",
      state: "trusted",
      trust: "compliant",
    },
  },
  {
    slug: "ben-sample",
    name: "Ben Sample",
    role: "support",
    device: {
      slug: "ben-phone",
      name: "Ben’s phone",
      platform: "android",
      state: "pending",
      trust: "registered",
    },
  },
] as const;

export const sampleRoles = [
  { slug: "finance", name: "Finance", description: "Invoices, customers and payouts." },
  { slug: "support", name: "Support", description: "Looks customers up." },
] as const;
