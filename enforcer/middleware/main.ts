import { readConfig } from "#enforcer/config.ts";
import { createLog } from "#enforcer/log.ts";
import { version } from "#enforcer/version.ts";
import { createMiddleware } from "./create-middleware.ts";

/**
 * Opens a decision point with the enforcer's own settings (SALLYPORT_URL, SALLYPORT_TOKEN_FILE, SALLYPORT_ROOT_KEY_FILE,
 * STATE_DIR …): bundles from disk at once, newer ones as they come. Until there are any, everything is denied.
 */
export async function openSallyport(
  environment: Readonly<Record<string, string | undefined>> = process.env,
) {
  const read = readConfig([], environment);
  if (read.kind !== "config")
    throw new Error(read.kind === "errors" ? read.errors.join("; ") : "these are no settings");
  const { config } = read;
  const middleware = createMiddleware({ config, version, log: createLog(config.logLevel) });
  await middleware.start();
  return middleware;
}
