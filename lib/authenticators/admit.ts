import type { z } from "zod";
import { logError } from "#lib/log.ts";
import { browserOf } from "./browser-cookie.ts";
import type { Browser } from "./passkey-sign-in.ts";
import { Refusal } from "./refusal.ts";

/** next-auth hands an error's message to the browser: only reason codes leave here. */
export async function admit<S extends z.ZodType>(
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
