/** Every kind of condition there is, with what the form says about it and how it begins. */
export const conditionKinds = {
  mfa: { label: "Sign-in strength", begins: { strength: "phishing-resistant" } },
  device: { label: "Device", begins: { trust: "compliant" } },
  network: { label: "Network", begins: { in: ["10.0.0.0/8"] } },
  country: { label: "Country", begins: { in: ["DE"] } },
  schedule: {
    label: "Time",
    begins: {
      zone: "Europe/Berlin",
      days: ["mon", "tue", "wed", "thu", "fri"],
      from: "08:00",
      to: "18:00",
    },
  },
  risk: { label: "Risk", begins: { below: "high" } },
  token: { label: "Access token", begins: { senderConstrained: true } },
  attribute: {
    label: "Attribute",
    begins: { left: "subject.tenant", operator: "equals", right: "path.tenantId" },
  },
  subject: { label: "Kind of caller", begins: { kinds: ["user"] } },
} as const;

export type ConditionName = keyof typeof conditionKinds;

export function isConditionName(text: string): text is ConditionName {
  return Object.hasOwn(conditionKinds, text);
}
