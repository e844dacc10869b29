import { decode } from "next-auth/jwt";
import { environment, required } from "#lib/env.ts";

/**
 * The one cookie of a signed-in browser: an encrypted JWT (next-auth's JWE) that carries nothing but the id of a
 * Session row. On https the `__Host-` prefix pins it to this host, path / and Secure (RFC 6265bis, section 4.1.3.2).
 */
export function sessionCookieName(): string {
  return isHttps() ? "__Host-sallyport.session" : "sallyport.session";
}

export function isHttps(): boolean {
  return environment().PUBLIC_URL.startsWith("https:");
}

/** The session id in a Cookie header, or null for whatever was not encrypted by this deployment. */
export async function readSessionCookie(cookieHeader: string | null): Promise<string | null> {
  const token = readCookie(cookieHeader, sessionCookieName());
  if (token === null) return null;
  try {
    const claims = await decode({ token, secret: required("SESSION_SECRET") });
    const id: unknown = claims?.["sid"];
    return typeof id === "string" && isUuid(id) ? id : null;
  } catch {
    return null;
  }
}

/** The value of one cookie. A name that comes twice is ambiguous and counts as absent. */
export function readCookie(cookieHeader: string | null, name: string): string | null {
  const values = (cookieHeader ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? (values[0] ?? null) : null;
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
