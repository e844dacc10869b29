import type { z } from "zod";
import type { apiFormSchema } from "./api-form-schema.ts";
import type { ApiDetail, ApiSettings } from "#calls/apis";

export type ApiFormValues = z.input<typeof apiFormSchema>;
export type ApiFormOutput = z.output<typeof apiFormSchema>;

export function apiFormValues(
  settings: Omit<ApiSettings, "hosts"> & Pick<ApiDetail, "hosts">,
): ApiFormValues {
  return {
    name: settings.name,
    description: settings.description,
    owner: settings.owner,
    sensitivity: settings.sensitivity,
    criticality: settings.criticality,
    exposure: settings.exposure,
    dataClasses: settings.dataClasses,
    audience: settings.audience,
    observeUntil: settings.observeUntil,
    undocumented: settings.undocumented,
    cors: settings.cors,
    trailingSlash: settings.trailingSlash,
    stale: settings.stale,
    signalsAgeSecondsMax: settings.signalsAgeSecondsMax,
    rateLimit: {
      limit: settings.rateLimit?.limit ?? null,
      window: settings.rateLimit?.window ?? "1m",
      per: settings.rateLimit?.per ?? "subject",
    },
    hosts: [...settings.hosts],
  };
}

/** What a new API begins with: internal, enforced, nothing undocumented. */
export function newApiValues(slug: string, name: string): ApiFormValues {
  return apiFormValues({
    name,
    description: "",
    owner: "",
    sensitivity: "internal",
    criticality: "medium",
    exposure: "internal",
    dataClasses: [],
    audience: `urn:sallyport:api:${slug}`,
    observeUntil: null,
    undocumented: "deny",
    cors: "none",
    trailingSlash: "refuse",
    stale: "deny",
    signalsAgeSecondsMax: null,
    rateLimit: null,
    hosts: [],
  });
}
