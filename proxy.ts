import { NextResponse, type NextRequest } from "next/server";

/**
 * Gives every page its headers and a fresh nonce. It decides nothing about rights: verbs do.
 *
 * The policy (CSP Level 3): scripts only with the nonce and what those load; style elements only with the nonce.
 * Style attributes are allowed, since positioned popups and server-rendered widths need them and they can't run code.
 */
export function proxy(request: NextRequest): NextResponse {
  const elsewhere = passkeyOrigin(request);
  if (elsewhere) return elsewhere;
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy(nonce);

  // Overwritten, not added to: a client can't choose its own nonce or the place to return to.
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-sallyport-path", request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of securityHeaders) response.headers.set(name, value);
  // Only where https is certain: on http://localhost it would lock other programs of this machine out.
  if (isHttps())
    response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  return response;
}

const securityHeaders: readonly (readonly [string, string])[] = [
  ["referrer-policy", "strict-origin-when-cross-origin"],
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
  [
    "permissions-policy",
    "publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self), camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  ],
];

function contentSecurityPolicy(nonce: string): string {
  // React's development build evaluates strings to show server stacks, and the reload socket is another scheme.
  const development = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // The overlay of the development server brings style elements without a nonce.
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * Passkeys do not exist on IP addresses (WebAuthn Level 3, section 5.1.3: the origin needs a domain), so a browser
 * that comes to the loopback address is sent to localhost. Next turns a Location on "the same" host into a relative
 * one, and takes 127.0.0.1 and localhost for the same; a Refresh header is left alone and every browser follows it.
 */
function passkeyOrigin(request: NextRequest): NextResponse | null {
  const host = request.headers.get("host") ?? "";
  const loopback = /^(?:127(?:\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/.exec(host);
  if (!loopback || isHttps() || !["GET", "HEAD"].includes(request.method)) return null;
  const { pathname, search } = request.nextUrl;
  const target = `http://localhost${loopback[1] ?? ""}${pathname}${search}`;
  const response = new NextResponse(`Passkeys do not work on IP addresses. Go to ${target}\n`, {
    status: 200,
    headers: {
      refresh: `0; url=${target}`,
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
    },
  });
  for (const [name, value] of securityHeaders) response.headers.set(name, value);
  return response;
}

function isHttps(): boolean {
  return process.env["PUBLIC_URL"]?.startsWith("https:") ?? false;
}

// What streams or is static stays out: under a proxy Next cuts request bodies at 10 MB.
export const config = {
  matcher: [
    "/((?!(?:api|opa|oauth|scim|_next|\\.well-known)(?:/|$)|(?:icon\\.svg|icon-192\\.png|apple-icon\\.png|favicon\\.ico|robots\\.txt)$).*)",
  ],
};
