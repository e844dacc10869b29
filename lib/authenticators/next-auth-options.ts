import type { AuthOptions } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import type { z } from "zod";
import { isHttps, sessionCookieName } from "#lib/auth/session-cookie.ts";
import { sessionLimits } from "#lib/auth/session-limits.ts";
import type { Context } from "#lib/context.ts";
import { required } from "#lib/env.ts";
import { logError } from "#lib/log.ts";
import { acceptWithPasskey } from "./accept-invitation.ts";
import { acceptWithPassword } from "./accept-with-password.ts";
import { admit } from "./admit.ts";
import { signInWithPassword } from "./password-sign-in.ts";
import { signInWithPasskey, type Browser } from "./passkey-sign-in.ts";
import { signOut } from "./sign-out.ts";
import { waysIn } from "./ways-in.ts";

/**
 * next-auth for one request: its providers are our ceremonies, its token carries the id of a Session row and
 * nothing else, its cookies are httpOnly, SameSite=Lax and `__Host-` on https. `ctx` is anonymous here: the way in
 * says who somebody is.
 */
export function nextAuthOptions(ctx: Context, headers: Headers): AuthOptions {
  const anonymous: Context = { ...ctx, actor: { kind: "anonymous" } };
  const way = <S extends z.ZodType>(
    id: string,
    schema: S,
    enter: (browser: Browser, input: z.output<S>) => Promise<string>,
  ) =>
    credentialsProvider({
      id,
      name: id,
      credentials: {},
      authorize: (given) => admit(headers, schema, given, enter),
    });
  return {
    secret: required("SESSION_SECRET"),
    useSecureCookies: isHttps(),
    session: { strategy: "jwt", maxAge: sessionLimits.absoluteSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/me" },
    cookies: cookies(),
    providers: [
      way("passkey", waysIn.passkey, (browser, input) =>
        signInWithPasskey(anonymous, browser, input.response),
      ),
      way("password", waysIn.password, (browser, input) =>
        signInWithPassword(anonymous, browser, input),
      ),
      way("invitation", waysIn.invitation, (browser, input) =>
        acceptWithPasskey(anonymous, browser, input.token, input.response),
      ),
      way("invitation-password", waysIn["invitation-password"], (browser, input) =>
        acceptWithPassword(anonymous, browser, input.token, input.password, input.newcomer ?? null),
      ),
    ],
    callbacks: {
      jwt: ({ token: before, user }) => ({ sid: user ? user.id : before["sid"] }),
      // The page never asks next-auth who somebody is: the row does.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token: claims }) => {
        const sid: unknown = claims["sid"];
        if (typeof sid === "string") await signOut(ctx, sid);
      },
    },
    logger: {
      error: (code) => logError("next-auth", new Error(code)),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

function cookies(): NonNullable<AuthOptions["cookies"]> {
  const options = { httpOnly: true, path: "/", secure: isHttps() };
  const prefix = isHttps() ? "__Host-" : "";
  return {
    sessionToken: { name: sessionCookieName(), options: { ...options, sameSite: "lax" } },
    csrfToken: { name: `${prefix}sallyport.csrf`, options: { ...options, sameSite: "strict" } },
    callbackUrl: {
      name: `${prefix}sallyport.callback`,
      options: { ...options, sameSite: "strict" },
    },
  };
}
