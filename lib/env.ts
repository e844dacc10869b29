import { z } from "zod";
import { logLevels } from "#lib/log.ts";

const key = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, "must be 32 random bytes in base64url (43 characters)");
const port = z.coerce.number().int().min(1).max(65_535);

/**
 * Every variable of console, authority and seed. A process is given only its own, so those that only some
 * need are optional here and asked for by `required` where they are used.
 */
const schema = z.object({
  SALLYPORT_MODE: z.enum(["evaluation", "production"]).default("production"),
  DATA_DIR: z.string().default(".data"),
  LOG_LEVEL: z.enum(logLevels).default("info"),
  DATABASE_URL: z.string().min(1, "is missing"),
  PORT: port.default(3000),
  AUTHORITY_PORT: port.default(3001),
  AUTHORITY_HOST: z.string().default("127.0.0.1"),
  ENFORCER_PORT: port.default(8181),
  PUBLIC_URL: z.url().optional(),
  AUTHORITY_URL: z.url().optional(),
  SESSION_SECRET: z.string().min(32).optional(),
  CONSOLE_KEK: key.optional(),
  AUTHORITY_KEK: key.optional(),
  AUTHORITY_KEK_PREVIOUS: key.optional(),
  ROOT_KEY_FILE: z.string().optional(),
  LEASE_SECONDS: z.coerce.number().int().min(5).optional(),
  POLL_HOLD_SECONDS_MAX: z.coerce.number().int().min(1).max(55).default(55),
});

export type Environment = Omit<z.output<typeof schema>, "PUBLIC_URL" | "AUTHORITY_URL"> & {
  /** Origin of the console as browsers see it; also the WebAuthn origin. No trailing slash. */
  readonly PUBLIC_URL: string;
  /** Where the console reaches the authority. No trailing slash. */
  readonly AUTHORITY_URL: string;
};

let parsed: Environment | undefined;

/** The environment, parsed once. Throws one error that names everything that is wrong. */
export function environment(): Environment {
  if (parsed) return parsed;
  const result = schema.safeParse(process.env);
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not as expected:\n${wrong.join("\n")}`);
  }
  const env = result.data;
  parsed = {
    ...env,
    PUBLIC_URL: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ""),
    AUTHORITY_URL: (env.AUTHORITY_URL ?? `http://127.0.0.1:${env.AUTHORITY_PORT}`).replace(
      /\/$/,
      "",
    ),
  };
  return parsed;
}

/** For tests that change `process.env`. */
export function forgetEnvironment(): void {
  parsed = undefined;
}

/** A variable this process can't do without. */
export function required<K extends keyof Environment>(name: K): NonNullable<Environment[K]> {
  const value = environment()[name];
  if (value === undefined || value === null)
    throw new Error(`${name} is missing from the environment.`);
  return value;
}
