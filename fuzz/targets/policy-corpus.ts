/** Every kind of condition and every key once. */
export const policySources: readonly string[] = [
  `# Asked for by the auditors.
name: finance-reads # never rename
description: "Finance: reads"
effect: permit
mode: enforce

# Who
subjects:
  roles: [finance, audit] # both teams
  groups:
    - europe # since the merger
    - asia
  kinds: [user]
resources: {apis: [ledger], access: read, sensitivity: {atLeast: internal}}
when:
  # phishing is their main worry
  - mfa: {strength: phishing-resistant, within: 8h}
  - device: {trust: compliant, owned: true, platforms: [macos], posture: {disk-encrypted: true, os-version: ">=14.2"}}
  - attribute: {left: subject.department, operator: equals, right: path.department}
rateLimit: {limit: 600, window: 1m, per: subject}
reason: Finance reads.
`,
  `name: office-hours
effect: forbid
subjects: { everybody: true }
resources:
  apis: all
  methods: [POST, DELETE]
  tags: [payments]
when:
  - network: { in: [10.0.0.0/8, "2001:db8::/32"], notIn: [10.1.0.0/16] }
  - country: { notIn: [DE, FR] }
  - schedule: { zone: Europe/Berlin, days: [mon, tue], from: "09:00", to: "17:30" }
unless:
  - token: { scopes: [admin], senderConstrained: true }
  - risk: { below: high }
  - subject: { kinds: [workload] }
`,
  `{name: flow, effect: permit, mode: shadow, subjects: {authenticated: true, users: [ann]}, resources: {apis: [a], operations: [getA, "GET /a/{id}"]}, when: [{attribute: {left: path.id, operator: in, right: [1, 2, "x"]}}]}
`,
];

export const policyWords: readonly string[] = [
  "name: x\n",
  "effect: forbid\n",
  "subjects:",
  "everybody: true",
  "roles: []",
  "  - ",
  "when:\n",
  "unless:\n",
  "mfa: {within: 90d}",
  "within: 1h",
  "operator: exists",
  "right: [1, true, null]",
  "right: {}",
  "zone: Europe/Berlin",
  "from: '24:00'",
  "in: [0.0.0.0/0]",
  "::ffff:1.2.3.4/128",
  "&a ",
  "*a",
  "<<: *a",
  "!!str ",
  "---\n",
  "...\n",
  "%YAML 1.1\n---\n",
  "? ",
  "|\n  ",
  ">-\n  ",
  "# comment\n",
  "{",
  "}",
  "[",
  "]",
  ", ",
  ": ",
];
