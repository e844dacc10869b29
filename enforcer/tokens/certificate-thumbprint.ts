import { X509Certificate, createHash } from "node:crypto";
import { forwardedClientCert } from "./forwarded-client-cert.ts";

/**
 * The `x5t#S256` of a client certificate (RFC 8705 section 3.1) from what a gateway hands over: the certificate as
 * URL-escaped PEM (nginx `$ssl_client_escaped_cert`), as DER in base64 (RFC 9440 `Client-Cert`, which writes colons
 * around it; HAProxy, Traefik), its SHA-256 in base64url or hexadecimal, or Envoy's X-Forwarded-Client-Cert. Null if
 * it is none of these.
 */
export function certificateThumbprint(value: string): string | null {
  if (/^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  const hex = value.replaceAll(":", "");
  if (/^[0-9a-fA-F]{64}$/.test(hex)) return Buffer.from(hex, "hex").toString("base64url");
  const named = forwardedClientCert(value);
  if (named !== null) return Buffer.from(named, "hex").toString("base64url");
  try {
    const der = derOf(value);
    const certificate = new X509Certificate(der ?? decodeURIComponent(value));
    return createHash("sha256").update(certificate.raw).digest("base64url");
  } catch {
    return null;
  }
}

function derOf(value: string): Buffer | null {
  const [, base64] = /^:?([A-Za-z0-9+/]{64,}={0,2}):?$/.exec(value) ?? [];
  return base64 === undefined ? null : Buffer.from(base64, "base64");
}
