import type { ApiFormValues } from "./api-form-values.ts";
import { sensitivityOptions } from "./sensitivity-badge.tsx";
import type { FieldWords } from "#components/form/edit-conflict.tsx";

/** What the settings of an API are called, and what the choices among them are. */
export const apiFormWords = {
  name: "Name",
  description: "Description",
  owner: "Owner",
  sensitivity: {
    label: "Sensitivity",
    values: Object.fromEntries(sensitivityOptions.map(({ value, label }) => [value, label])),
  },
  criticality: { label: "Criticality", values: { low: "Low", medium: "Medium", high: "High" } },
  exposure: {
    label: "Exposure",
    values: { internal: "Internal", partner: "Partners", internet: "Internet" },
  },
  dataClasses: "Data classes",
  hosts: "Hosts",
  observeUntil: "Only observe, until",
  undocumented: {
    label: "Undocumented operations",
    values: { deny: "Deny", authenticated: "Decide by the API’s own policies" },
  },
  cors: {
    label: "CORS preflight requests",
    values: { none: "Decide like other requests", preflight: "Let through" },
  },
  trailingSlash: {
    label: "Trailing slashes",
    values: { refuse: "Refuse", required: "Required" },
  },
  stale: {
    label: "When the authority is out of reach too long",
    values: { deny: "Deny", continue: "Go on with what is known" },
  },
  signalsAgeSecondsMax: "Revocations at most this old, in seconds",
  audience: "Token audience",
  rateLimit: {
    label: "Rate limit",
    values: { subject: "per caller", device: "per device", address: "per address" },
  },
} as const satisfies Readonly<Record<keyof ApiFormValues, FieldWords>>;
