// The processes of a deployment: how each is started, and which variables it is given. A process
// sees only its own; so the console never holds the key that unseals signing keys.
import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { StartError } from "./settings.mjs";
import { quietEnvironment } from "./run.mjs";

/** What any Node process may need of its surroundings. */
const surroundings = [
  "PATH",
  "HOME",
  "USER",
  "LANG",
  "TZ",
  "TMPDIR",
  "NODE_OPTIONS",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "LOG_LEVEL",
  "DATA_DIR",
  "SALLYPORT_MODE",
];

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

const isKey = (value) => /^[A-Za-z0-9_-]{43}=?$/.test(value);
const newKey = `node -p "crypto.randomBytes(32).toString('base64url')"`;

/** Reads like: NAME, what it is, what is wrong with a value that is there. */
const meanings = {
  DATABASE_URL: {
    what: "the Postgres to use, postgresql://user:password@host:5432/name",
    check: (value) =>
      (URL.canParse(value) && /^postgres(ql)?:\/\//.test(value)) || "is no address of a Postgres",
  },
  PUBLIC_URL: {
    what: "the console's address as browsers see it, https://sallyport.example.com",
    check: (value) => isWebAddress(value) || "is no http or https address",
  },
  SESSION_SECRET: {
    what: `signs sessions, 32 characters or more; make one with ${newKey}`,
    check: (value) => value.length >= 32 || "is shorter than 32 characters",
  },
  CONSOLE_KEK: {
    what: `encrypts what the console must read back, 32 bytes in base64url; ${newKey}`,
    check: (value) => isKey(value) || "is not 32 bytes in base64url (43 characters)",
  },
  AUTHORITY_KEK: {
    what: `encrypts signing keys, 32 bytes in base64url; ${newKey}`,
    check: (value) => isKey(value) || "is not 32 bytes in base64url (43 characters)",
  },
  AUTHORITY_KEK_PREVIOUS: {
    what: "the AUTHORITY_KEK before, while it is replaced",
    check: (value) => isKey(value) || "is not 32 bytes in base64url (43 characters)",
  },
  ROOT_KEY_FILE: {
    what:
      "a file with the root key, PKCS 8 PEM on P-256; " +
      "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out root-key.pem",
    check: (value) => keyIn(value, createPrivateKey) ?? true,
  },
  SALLYPORT_URL: {
    what: "where the authority serves bundles, https://authority.example.com/opa/v1",
    check: (value) => isWebAddress(value) || "is no http or https address",
  },
  SALLYPORT_TOKEN_FILE: {
    what: "a file with the enforcer's credential (or SALLYPORT_TOKEN, the credential itself)",
    check: (value) => isReadable(value) || "names a file that cannot be read",
    instead: "SALLYPORT_TOKEN",
  },
  SALLYPORT_ROOT_KEY_FILE: {
    what: "a file with the root public key that the enforcer trusts, PEM",
    check: (value) => keyIn(value, createPublicKey) ?? true,
  },
  AUTHORITY_URL: {
    what: "where the console reaches the authority, http://127.0.0.1:3001",
    check: (value) => isWebAddress(value) || "is no http or https address",
  },
  LEASE_SECONDS: {
    what: "how long enforcers decide without hearing from the authority, 5 or more",
    check: (value) => isWithin(value, 5, Infinity) || "is no whole number of 5 or more",
  },
  POLL_HOLD_SECONDS_MAX: {
    what: "how long a poll is held, 1 to 55",
    check: (value) => isWithin(value, 1, 55) || "is no whole number from 1 to 55",
  },
  LOG_LEVEL: {
    what: `how much is logged: ${logLevels.join(", ")}`,
    check: (value) => logLevels.includes(value) || "is not known",
  },
};

const isWithin = (value, min, max) => /^\d+$/.test(value) && value >= min && value <= max;

const isWebAddress = (value) => URL.canParse(value) && /^https?:\/\//.test(value);

function isReadable(file) {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a file that should hold a key on P-256, undefined when nothing is. */
function keyIn(file, read) {
  if (!isReadable(file)) return "names a file that cannot be read";
  try {
    const { asymmetricKeyDetails } = read(readFileSync(file));
    return asymmetricKeyDetails.namedCurve === "prime256v1" ? undefined : "holds no key on P-256";
  } catch {
    return "names a file that holds no such key";
  }
}

/** `needs` must be there in production; `takes` is passed on when it is there. */
export const programs = {
  migrate: { args: ["scripts/migrate.mjs"], needs: ["DATABASE_URL"], takes: [], parts: [] },
  seed: {
    args: ["dist/seed.mjs"],
    needs: ["DATABASE_URL", "PUBLIC_URL"],
    takes: [
      "ROOT_KEY_FILE",
      "PORT",
      "AUTHORITY_PORT",
      "ENFORCER_PORT",
      "SAMPLE_PORT",
      "AUTHORITY_URL",
    ],
    parts: ["client", "dist"],
  },
  authority: {
    args: ["dist/authority.mjs"],
    needs: ["DATABASE_URL", "PUBLIC_URL", "AUTHORITY_KEK", "ROOT_KEY_FILE"],
    takes: [
      "AUTHORITY_KEK_PREVIOUS",
      "AUTHORITY_PORT",
      "AUTHORITY_HOST",
      "LEASE_SECONDS",
      "POLL_HOLD_SECONDS_MAX",
    ],
    parts: ["client", "dist"],
    port: "AUTHORITY_PORT",
    health: "/health",
  },
  enforcer: {
    args: ["dist/enforcer.mjs"],
    needs: ["SALLYPORT_URL", "SALLYPORT_TOKEN_FILE", "SALLYPORT_ROOT_KEY_FILE"],
    takes: [
      "SALLYPORT_TOKEN",
      "ENFORCER_PORT",
      "ENFORCER_HOST",
      "ENFORCER_NAME",
      "ENFORCER_SOCKET",
      "ENFORCER_UPSTREAM",
      "STATE_DIR",
      "GATEWAY_SECRET",
      "GATEWAY_SECRET_FILE",
      "TRUSTED_PROXIES",
      "CLIENT_CERTIFICATE_HEADER",
      "BUNDLE_BYTES_MAX",
      "SPOOL_BYTES_MAX",
    ],
    parts: ["client", "dist"],
    port: "ENFORCER_PORT",
    health: "/health",
  },
  sample: {
    args: ["scripts/sample-api.mjs"],
    needs: [],
    takes: ["SAMPLE_PORT"],
    port: "SAMPLE_PORT",
    health: "/health",
  },
  console: {
    args: ["node_modules/next/dist/bin/next", "start"],
    needs: ["DATABASE_URL", "PUBLIC_URL", "SESSION_SECRET", "CONSOLE_KEK"],
    takes: ["PORT", "AUTHORITY_URL", "AUTHORITY_PORT", "NEXT_DIST_DIR", "TRUSTED_PROXIES"],
    parts: ["client", "console"],
    port: "PORT",
    health: "/robots.txt",
  },
};

/** The environment of one process, from values given for all. */
export function environmentOf(name, values) {
  const { needs, takes } = programs[name];
  const env = { NODE_ENV: "production", ...quietEnvironment };
  for (const key of [...surroundings, ...needs, ...takes])
    if (values[key] !== undefined && values[key] !== "") env[key] = String(values[key]);
  return env;
}

/** What is wrong with a variable for the programs that read it, undefined when nothing is. */
function findProblem(name, users, values) {
  const { what, check, instead } = meanings[name];
  const isNeeded = users.some((user) => programs[user].needs.includes(name));
  const value = values[name];
  const line = (verdict) => `  ${name} ${verdict} (${users.join(", ")}): ${what}`;
  if (!value) return isNeeded && !(instead && values[instead]) ? line("is missing") : undefined;
  const verdict = check?.(value) ?? true;
  return verdict === true ? undefined : line(verdict);
}

const reads = (user, name) =>
  [...programs[user].needs, ...programs[user].takes, ...surroundings].includes(name);

/** Everything that is missing or wrong for the programs, in one message that says which need it. */
export function refuseMissing(names, values) {
  const problems = Object.keys(meanings)
    .map((name) => [name, names.filter((user) => reads(user, name))])
    .filter(([, users]) => users.length > 0)
    .map(([name, users]) => findProblem(name, users, values))
    .filter(Boolean);
  if (problems.length > 0)
    throw new StartError(`These variables are missing or wrong:\n${problems.join("\n")}`);
}
