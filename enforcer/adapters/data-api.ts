import { plainAddress } from "./client-address.ts";
import type { AdapterSettings, DecidableRequest, ReadRequest } from "./decidable-request.ts";
import { readInputHeaders } from "./input-headers.ts";
import { member, textOr } from "./json-member.ts";
import { readPluginInput } from "./plugin-input.ts";

/** OPA answers 400 to a body that is no JSON object with `input`; everything inside it is decided, not rejected. */
export type DataRequest =
  | { readonly kind: "input"; readonly request: ReadRequest }
  | { readonly kind: "bad-body" };

/**
 * OPA's Data API with the input that the Rego library takes, or that of Kong's and APISIX's `opa` plugins. Whoever may ask is a proved enforcement point: address,
 * country and certificate are its word. Anything that calls itself claims, subject or time in the input is ignored.
 */
export function readDataApi(body: unknown, settings: AdapterSettings): DataRequest {
  const input = member(body, "input");
  if (input === undefined) return { kind: "bad-body" };
  const plugin = readPluginInput(input, settings);
  if (plugin !== null) return { kind: "input", request: plugin };
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

function thumbprint(value: unknown): string | null {
  return typeof value === "string" && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}
