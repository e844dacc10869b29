import { z } from "zod";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { fieldErrors } from "#lib/field-errors.ts";
import { displayName } from "#lib/page.ts";
import { openAcceptance } from "./accept-invitation.ts";
import { addPasskey, openAddPasskey } from "./add-passkey.ts";
import { assertionResponse, attestationResponse, newcomer } from "./contract.ts";
import { openPasskeySignIn, type Browser } from "./passkey-sign-in.ts";
import { openPublishCeremony, openStepUp, stepUp } from "./step-up.ts";

type Step = (ctx: Context, browser: Browser, body: unknown) => Promise<unknown>;

/**
 * The steps of every ceremony, by `<purpose>/<step>`. Those that end in a new session have no `verify` here: they
 * end in next-auth, which sets the cookie. All are POST with JSON from our own pages.
 */
const steps: Readonly<Record<string, Step>> = {
  "sign-in/options": (_ctx, browser) => openPasskeySignIn(browser),
  "invitation/options": step(
    z.object({ token: z.string().max(100), newcomer: newcomer.nullable().default(null) }),
    (_ctx, browser, input) => openAcceptance(browser, input.token, input.newcomer),
  ),
  "step-up/options": (ctx) => openStepUp(ctx),
  "step-up/verify": step(z.object({ response: assertionResponse }), (ctx, _browser, input) =>
    stepUp(ctx, input.response),
  ),
  "publish/options": step(
    z.object({ digest: z.string().regex(/^[A-Za-z0-9_-]{43}$/, "must be a digest in base64url") }),
    (ctx, _browser, input) => openPublishCeremony(ctx, input.digest),
  ),
  "register/options": (ctx) => openAddPasskey(ctx),
  "register/verify": step(
    z.object({ response: attestationResponse, name: displayName.optional() }),
    (ctx, _browser, input) => addPasskey(ctx, input.response, input.name),
  ),
};

export async function answerCeremony(
  name: string,
  ctx: Context,
  browser: Browser,
  body: unknown,
): Promise<unknown> {
  const run = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (!run) throw new AppError("not-found", "There is no such ceremony.");
  return (await run(ctx, browser, body)) ?? { ok: true };
}

function step<S extends z.ZodType>(
  schema: S,
  run: (ctx: Context, browser: Browser, input: z.output<S>) => Promise<unknown>,
): Step {
  return async (ctx, browser, body) => {
    const parsed = schema.safeParse(body);
    if (!parsed.success)
      throw new AppError("invalid-input", "The input is not as expected.", {
        errors: fieldErrors(parsed.error),
      });
    return run(ctx, browser, parsed.data);
  };
}
