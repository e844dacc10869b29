import { certificateThumbprint } from "#enforcer/tokens/certificate-thumbprint.ts";
import type { Headers } from "./headers.ts";

/** The one value of a header that a gateway must set; what came several times was added to by somebody else. */
export function singleHeader(
  headers: Headers,
  name: string,
): { readonly value: string } | { readonly why: string } {
  const values = headers.get(name.toLowerCase());
  if (values === undefined || values[0] === undefined || values[0] === "")
    return { why: `the gateway did not send ${name}` };
  if (values.length > 1) return { why: `${name} came ${values.length} times` };
  return { value: values[0] };
}

export function forwardedScheme(headers: Headers): "http" | "https" | null {
  const values = headers.get("x-forwarded-proto");
  if (values?.length !== 1) return null;
  const scheme = values[0] ?? "";
  if (scheme === "https" || scheme === "wss") return "https";
  return scheme === "http" || scheme === "ws" ? "http" : null;
}

/** The certificate the gateway verified; only from the header that was configured for it, and only if it came once. */
export function forwardedCertificate(headers: Headers, name: string | null): string | null {
  const values = name === null ? undefined : headers.get(name);
  return values?.length === 1 ? certificateThumbprint(values[0] ?? "") : null;
}
