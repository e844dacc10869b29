import { canaries } from "#lib/canaries/contract.ts";
import { call } from "#lib/client/call.ts";

type Options = { readonly console: string; readonly release: string; readonly reason: string };

/** Gives a release that is in its canary to every enforcer. The API token comes from SALLYPORT_API_TOKEN. */
export async function continueRelease(options: Omit<Options, "reason">): Promise<void> {
  const { number, where } = read(options);
  await call(canaries.continue, { number }, where);
  process.stderr.write("The authority gives it to every enforcer.\n");
}

/** Ends a canary with the release before in force again. */
export async function haltRelease(options: Options): Promise<void> {
  const { number, where } = read(options);
  await call(canaries.halt, { number, reason: options.reason }, where);
  process.stderr.write("The authority gives the release before to its enforcers again.\n");
}

function read({ console, release }: Omit<Options, "reason">) {
  const token = process.env["SALLYPORT_API_TOKEN"];
  if (!token)
    throw new Error("SALLYPORT_API_TOKEN is missing: an API token with releases:publish.");
  return { number: Number(release), where: { origin: new URL(console).origin, token } };
}
