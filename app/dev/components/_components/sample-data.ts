import type { Option } from "#components/ui/select.tsx";

export const options: readonly Option[] = [
  { value: "public", label: "Public", description: "Anybody may know it." },
  {
    value: "internal",
    label: "Internal",
    description: "Everybody in the organization may know it.",
  },
  { value: "confidential", label: "Confidential", description: "Needs a passkey." },
  {
    value: "restricted",
    label: "Restricted",
    description: "Needs a fresh passkey and a managed device.",
  },
  { value: "other", label: "Not to be chosen", disabled: true },
];

const loadedAtMs = Date.now();
const minutesAgo = (minutes: number) => loadedAtMs - minutes * 60_000;

export type SampleRow = {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly outcome: "allow" | "challenge" | "deny" | "unknown";
  readonly state: "good" | "busy" | "attention" | "bad" | "off";
  readonly word: string;
  readonly requests: number;
  readonly seenAt: number;
};

export const rows: readonly SampleRow[] = [
  {
    id: "1",
    name: "GET /payments/{id}",
    owner: "Ana Perez",
    outcome: "allow",
    state: "good",
    word: "Trusted",
    requests: 128_442,
    seenAt: minutesAgo(0),
  },
  {
    id: "2",
    name: "POST /payments/{id}/refunds",
    owner: "Sam Example",
    outcome: "challenge",
    state: "attention",
    word: "Pending",
    requests: 1204,
    seenAt: minutesAgo(4),
  },
  {
    id: "3",
    name: "DELETE /customers/{customer}/payment-methods/{method}",
    owner: "Kim Lee",
    outcome: "deny",
    state: "bad",
    word: "Quarantined",
    requests: 12,
    seenAt: minutesAgo(190),
  },
  {
    id: "4",
    name: "GET /reports/{year}",
    owner: "Workload reports",
    outcome: "unknown",
    state: "busy",
    word: "Signing",
    requests: 0,
    seenAt: minutesAgo(3000),
  },
  {
    id: "5",
    name: "GET /health",
    owner: "Nobody",
    outcome: "allow",
    state: "off",
    word: "Expired",
    requests: 9_120_331,
    seenAt: minutesAgo(400_000),
  },
];
