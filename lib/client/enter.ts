import { CeremonyError } from "#lib/client/ceremony-error.ts";

export type WayIn = "passkey" | "password" | "invitation" | "invitation-password";

/**
 * The last step of every way in: next-auth's protocol (a CSRF token, then a form) that ends with the session cookie.
 * A refusal carries its reason code in the address that next-auth would have sent a form to.
 */
export async function enter(way: WayIn, fields: Readonly<Record<string, string>>): Promise<void> {
  const csrf: unknown = await (await fetch("/api/auth/csrf")).json().catch(() => null);
  const csrfToken = textOf(csrf, "csrfToken");
  if (csrfToken === null) throw new CeremonyError("unavailable");
  const response = await fetch(`/api/auth/callback/${way}`, {
    method: "POST",
    body: new URLSearchParams({ ...fields, csrfToken, callbackUrl: "/", json: "true" }),
  });
  const answer: unknown = await response.json().catch(() => null);
  const url = textOf(answer, "url");
  const error =
    url === null ? "unavailable" : new URL(url, "http://local.invalid").searchParams.get("error");
  if (!response.ok || error !== null) throw new CeremonyError(error ?? "unavailable");
}

function textOf(value: unknown, name: string): string | null {
  const found: unknown =
    typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === "string" ? found : null;
}
