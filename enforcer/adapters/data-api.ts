import { plainAddress } from "./client-address.ts";
import type { DecidableRequest, ReadRequest } from "./decidable-request.ts";

/** OPA answers 400 to a body that is no JSON object with `input`; everything inside it is decided, not rejected. */
export type DataRequest =
  | { readonly kind: "input"; readonly request: ReadRequest }
  | { readonly kind: "bad-body" };

/**
 * OPA's Data API with the input that the Rego library takes. Whoever may ask is a proved enforcement point: address,
 * country and certificate are its word. Anything that calls itself claims, subject or time in the input is ignored.
 */
export function readDataApi(body: unknown): DataRequest {
  const input = member(body, "input");
  if (input === undefined) return { kind: "bad-body" };
  const request = member(input, "request");
  const client = member(input, "client");
  const [method, host, target] = ["method", "host", "target"].map((name) => member(request, name));
  if (typeof method !== "string") return missing("input.request.method");
  if (typeof host !== "string") return missing("input.request.host");
  if (typeof target !== "string") return missing("input.request.target");
  const headers = readInputHeaders(member(request, "headers"));
  if (headers === null) return missing("input.request.headers as an object of texts or lists");
  const decidable: DecidableRequest = {
    dialect: "data-api",
    request: { method, host, target, headers },
    client: {
      address: plainAddress(textOr(member(client, "address"), "")),
      country: textOr(member(client, "country"), "") || null,
    },
    scheme: null,
    certificate: thumbprint(member(client, "certificate_thumbprint")),
    trace: member(input, "trace") === true,
  };
  return { kind: "input", request: { ok: true, request: decidable } };
}

const missing = (what: string): DataRequest => ({
  kind: "input",
  request: { ok: false, why: `the input lacks ${what}` },
});

export function readInputHeaders(value: unknown): Record<string, readonly string[]> | null {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) return null;
  const headers: Record<string, string[]> = {};
  for (const [name, given] of Object.entries(value)) {
    const values: readonly unknown[] = Array.isArray(given) ? given : [given];
    const texts = values.filter((item): item is string => typeof item === "string");
    if (texts.length !== values.length) return null;
    const key = name.toLowerCase();
    headers[key] = [...(Object.hasOwn(headers, key) ? (headers[key] ?? []) : []), ...texts];
  }
  return headers;
}

function thumbprint(value: unknown): string | null {
  return typeof value === "string" && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === "string" ? value : fallback;
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
