import { hashSecret, newSecret } from "#lib/auth/secret-token.ts";
import { isHttps, readCookie, readSessionCookie } from "#lib/auth/session-cookie.ts";
import type { Browser } from "./passkey-sign-in.ts";

/** Binds a ceremony to the browser that began it, before there is a session: a random, httpOnly, strict cookie. */
export function browserCookieName(): string {
  return isHttps() ? "__Host-sallyport.browser" : "sallyport.browser";
}

/** The browser as its cookies tell; null when it has none of ours yet. */
export async function browserOf(headers: Headers): Promise<Browser | null> {
  const cookie = headers.get("cookie");
  const secret = readCookie(cookie, browserCookieName());
  if (secret === null || !/^spb_[A-Za-z0-9_-]{43}$/.test(secret)) return null;
  return { hash: hashSecret(secret), previousSessionId: await readSessionCookie(cookie) };
}

/** A browser that comes for the first time: what to remember, and the Set-Cookie that makes it known. */
export function newBrowser(): { readonly browser: Browser; readonly setCookie: string } {
  const secret = newSecret("spb");
  const attributes = `Path=/; HttpOnly; SameSite=Strict; Max-Age=3600${isHttps() ? "; Secure" : ""}`;
  return {
    browser: { hash: secret.hash, previousSessionId: null },
    setCookie: `${browserCookieName()}=${secret.text}; ${attributes}`,
  };
}
