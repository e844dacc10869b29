import { X509Certificate, createHash } from "node:crypto";

/**
 * The `x5t#S256` of a client certificate (RFC 8705 section 3.1) from what a gateway hands over: the certificate as
 * URL-escaped PEM (nginx `$ssl_client_escaped_cert`), or its SHA-256 in base64url or hexadecimal. Null if it is none of these.
 */
export function certificateThumbprint(value: string): string | null {
  if (/^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  const hex = value.replaceAll(":", "");
  if (/^[0-9a-fA-F]{64}$/.test(hex)) return Buffer.from(hex, "hex").toString("base64url");
  try {
    const certificate = new X509Certificate(decodeURIComponent(value));
    return createHash("sha256").update(certificate.raw).digest("base64url");
  } catch {
    return null;
  }
}
