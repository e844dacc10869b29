import type { AuthOptions } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { isHttps, sessionCookieName } from "#lib/auth/session-cookie.ts";
import { sessionLimits } from "#lib/auth/session-limits.ts";
import type { Context } from "#lib/context.ts";
import { required } from "#lib/env.ts";
import { logError } from "#lib/log.ts";
import { acceptWithPasskey, acceptWithPassword } from "./accept-invitation.ts";
import { browserOf } from "./browser-cookie.ts";
import { assertionResponse, attestationResponse, newcomer } from "./contract.ts";
import { passwordLength } from "./password.ts";
import { signInWithPassword } from "./password-sign-in.ts";
import { signInWithPasskey, type Browser } from "./passkey-sign-in.ts";
import { Refusal } from "./refusal.ts";
import { signOut } from "./sign-out.ts";

const password = z
  .string()
  .min(1)
  .max(passwordLength.max * 4);
const token = z.string().max(100);
const json = z.string().max(100_000).transform(parseJson);

/** What each way in is given. Everything arrives as form text: the passkey's answer is JSON in a field. */
const waysIn = {
  passkey: z.object({ response: json.pipe(assertionResponse) }),
  password: z.object({ email: z.string().max(320), password }),
  invitation: z.object({ token, response: json.pipe(attestationResponse) }),
  "invitation-password": z.object({
    token,
    password,
    newcomer: json.pipe(newcomer.nullable()).optional(),
  }),
} as const;

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

/** next-auth hands an error's message to the browser: only reason codes leave here. */
async function admit<S extends z.ZodType>(
  headers: Headers,
  schema: S,
  given: unknown,
  enter: (browser: Browser, input: z.output<S>) => Promise<string>,
): Promise<{ id: string }> {
  const browser = await browserOf(headers);
  const input = schema.safeParse(given);
  if (!browser) throw new Error("wrong-browser");
  if (!input.success) throw new Error("malformed");
  try {
    return { id: await enter(browser, input.data) };
  } catch (error) {
    if (error instanceof Refusal) throw new Error(error.reason, { cause: error });
    logError("sign-in failed", error);
    throw new Error("unavailable", { cause: error });
  }
}

function cookies(): NonNullable<AuthOptions["cookies"]> {
  const options = { httpOnly: true, path: "/", secure: isHttps() };
  const name = (last: string) => `${isHttps() ? "__Host-" : ""}sallyport.${last}`;
  return {
    sessionToken: { name: sessionCookieName(), options: { ...options, sameSite: "lax" } },
    csrfToken: { name: name("csrf"), options: { ...options, sameSite: "strict" } },
    callbackUrl: { name: name("callback"), options: { ...options, sameSite: "strict" } },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
