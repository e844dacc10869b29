import type { z } from "zod";
import type { simulation } from "#lib/simulation/contract.ts";

export const signInChoices = [
  { value: "none", label: "Password only", strength: "none", ageSeconds: 60 },
  {
    value: "passkey-now",
    label: "Passkey, just now",
    strength: "phishing-resistant",
    ageSeconds: 5,
  },
  {
    value: "passkey-1h",
    label: "Passkey, an hour ago",
    strength: "phishing-resistant",
    ageSeconds: 3600,
  },
  {
    value: "passkey-1d",
    label: "Passkey, a day ago",
    strength: "phishing-resistant",
    ageSeconds: 86_400,
  },
  { value: "any-now", label: "Other MFA, just now", strength: "any", ageSeconds: 5 },
] as const;

/** What the simulator's fields hold; empty text is "not given". */
export type SimulatedRequest = {
  /** Null is a caller without a token. */
  readonly subject: string | null;
  readonly device: string | null;
  readonly method: string;
  readonly url: string;
  readonly signIn: (typeof signInChoices)[number]["value"];
  readonly address: string;
  readonly country: string;
  readonly scopes: string;
  /** Local text of a datetime-local field; empty is now. */
  readonly at: string;
};

export const firstRequest: SimulatedRequest = {
  subject: null,
  device: null,
  method: "GET",
  url: "",
  signIn: "passkey-now",
  address: "",
  country: "",
  scopes: "",
  at: "",
};

type Input = z.input<typeof simulation.decide.input>;

/** The fields as the API takes them; null until there is a request to decide. */
export function inputOf(request: SimulatedRequest, draft: Input["draft"]): Input | null {
  if (!/^https?:\/\/[^/]+/.test(request.url.trim())) return null;
  const chosen = signInChoices.find(({ value }) => value === request.signIn) ?? signInChoices[0];
  const at = request.at === "" ? null : new Date(request.at);
  return {
    subject: request.subject,
    device: request.subject === null ? null : request.device,
    method: request.method,
    url: request.url.trim(),
    signIn: { strength: chosen.strength, ageSeconds: chosen.ageSeconds },
    address: orNull(request.address),
    country: orNull(request.country.toUpperCase()),
    scopes: request.scopes.split(/\s+/).filter((scope) => scope !== ""),
    ...(at && !Number.isNaN(at.getTime()) && { at: at.toISOString() }),
    ...(draft && { draft }),
  };
}

function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
