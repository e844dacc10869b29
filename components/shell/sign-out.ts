import { paths } from "#lib/client/paths.ts";

/** Ends the session at the server (next-auth's protocol: a CSRF token, then a POST), then leaves all state behind. */
export async function signOut(): Promise<void> {
  const answer: unknown = await (await expectOk(fetch("/api/auth/csrf"))).json();
  const csrfToken: unknown =
    typeof answer === "object" && answer !== null ? Reflect.get(answer, "csrfToken") : undefined;
  if (typeof csrfToken !== "string") throw new Error("no CSRF token");
  const body = new URLSearchParams({ csrfToken, callbackUrl: paths.signIn(), json: "true" });
  await expectOk(fetch("/api/auth/signout", { method: "POST", body }));
  // A whole new page: nothing that was loaded for the old session stays in memory.
  window.location.assign(paths.signIn());
}

async function expectOk(request: Promise<Response>): Promise<Response> {
  const response = await request;
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response;
}
