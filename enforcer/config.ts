import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { LogLevel } from "./log.ts";
import { type Option, type OptionName, options } from "./options.ts";
import { parseCidr } from "./adapters/cidr.ts";

export type EnforcerConfig = {
  readonly serviceUrl: string;
  /** The credential as it is now; a file is read again each time, so that it can be rotated under us. */
  readonly readToken: () => string;
  readonly rootKeyPem: string;
  readonly host: string;
  readonly port: number;
  readonly socket: string | null;
  readonly stateDir: string;
  readonly upstream: string | null;
  readonly name: string;
  readonly gatewaySecret: string | null;
  readonly trustedProxies: readonly string[];
  /** Lower case; null: no gateway hands over certificates. */
  readonly certificateHeader: string | null;
  readonly logLevel: LogLevel;
  readonly spoolBytesMax: number;
  readonly bundleBytesMax: number;
};

export type ReadConfig =
  | { readonly kind: "config"; readonly config: EnforcerConfig }
  | { readonly kind: "help" | "version" }
  | { readonly kind: "errors"; readonly errors: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;
type Given = Partial<Record<OptionName, string>>;

const logLevels: readonly string[] = ["debug", "info", "warn", "error", "silent"];

/** Flags win over the environment. Every mistake is reported at once, and no message repeats a secret. */
export function readConfig(argv: readonly string[], env: Environment): ReadConfig {
  if (argv.includes("--help") || argv.includes("-h")) return { kind: "help" };
  if (argv.includes("--version")) return { kind: "version" };
  const errors: string[] = [];
  const given = { ...fromEnvironment(env), ...fromFlags(argv, errors) };
  const reader = createReader(given, errors);
  const config: EnforcerConfig = {
    serviceUrl: reader.url("serviceUrl", true) ?? "",
    readToken: reader.secret("token", "tokenFile", true) ?? (() => ""),
    rootKeyPem: reader.rootKey(),
    host: reader.text("host") ?? "127.0.0.1",
    port: reader.integer("port", 0, 65_535),
    socket: reader.text("socket"),
    stateDir: reader.text("stateDir") ?? "sallyport-state",
    upstream: reader.url("upstream", false),
    name: reader.text("name") ?? hostname(),
    gatewaySecret: reader.gatewaySecret(),
    trustedProxies: reader.cidrs("trustedProxies"),
    certificateHeader: reader.text("certificateHeader")?.toLowerCase() ?? null,
    logLevel: reader.logLevel(),
    spoolBytesMax: reader.integer("spoolBytesMax", 0, Number.MAX_SAFE_INTEGER),
    bundleBytesMax: reader.integer("bundleBytesMax", 1024, 2 ** 31),
  };
  return errors.length > 0 ? { kind: "errors", errors } : { kind: "config", config };
}

function names(): readonly (readonly [OptionName, Option])[] {
  return Object.keys(options)
    .filter((name): name is OptionName => Object.hasOwn(options, name))
    .map((name) => [name, options[name]] as const);
}

function fromEnvironment(env: Environment): Given {
  const given: Given = {};
  for (const [name, row] of names()) {
    const value = env[row.env];
    if (value !== undefined && value !== "") given[name] = value;
  }
  return given;
}

function fromFlags(argv: readonly string[], errors: string[]): Given {
  const given: Given = {};
  const byFlag = new Map(names().flatMap(([name, { flag }]) => (flag ? [[flag, name]] : [])));
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? "";
    const [flag = "", inline] = argument.startsWith("--") ? splitOnce(argument.slice(2)) : [];
    const name = byFlag.get(flag);
    if (name === undefined) {
      errors.push(`${flag === "" ? "an argument" : `--${flag}`} is not known; see --help`);
      continue;
    }
    const value = inline ?? argv[(index += 1)];
    if (value === undefined || value === "") errors.push(`--${flag} needs a value`);
    else given[name] = value;
  }
  return given;
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf("=");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

const named = ({ flag, env }: Option) => (flag === null ? env : `--${flag} (${env})`);

function createReader(given: Given, errors: string[]) {
  const text = (name: OptionName): string | null => given[name] ?? options[name].fallback;
  const file = (name: OptionName): string | null => {
    const path = text(name);
    if (path === null) return null;
    try {
      return readFileSync(path, "utf8").trim();
    } catch (cause) {
      errors.push(`${named(options[name])}: can't read ${path} (${codeOf(cause)})`);
      return "";
    }
  };
  const integer = (name: OptionName, min: number, max: number): number => {
    const value = text(name) ?? "";
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= min && number <= max) return number;
    errors.push(`${named(options[name])} must be a whole number from ${min} to ${max}`);
    return min;
  };
  const url = (name: OptionName, required: boolean): string | null => {
    const value = text(name);
    if (value === null) {
      if (required) errors.push(`${named(options[name])} is missing`);
      return null;
    }
    const parsed = URL.canParse(value) ? new URL(value) : null;
    if (parsed?.protocol !== "http:" && parsed?.protocol !== "https:") {
      errors.push(`${named(options[name])} must be an http or https address`);
      return null;
    }
    if (parsed.username !== "" || parsed.password !== "") {
      errors.push(`${named(options[name])} must not contain a user or password`);
      return null;
    }
    return value.replace(/\/+$/, "");
  };
  const secret = (own: OptionName, inFile: OptionName, required: boolean) => {
    const value = text(own);
    if (value !== null) return () => value;
    const path = text(inFile);
    if (path === null) {
      if (required) errors.push(`${options[own].env} or ${named(options[inFile])} is missing`);
      return null;
    }
    const first = file(inFile) ?? "";
    if (first === "") errors.push(`${named(options[inFile])}: ${path} holds nothing`);
    return rereading(path, first);
  };
  const gatewaySecret = (): string | null => {
    const value = secret("gatewaySecret", "gatewaySecretFile", false)?.() ?? null;
    if (value !== null && value.length < 16)
      errors.push(`${options.gatewaySecret.env} must have 16 characters or more`);
    return value;
  };
  const rootKey = (): string => {
    const row = options.rootKeyFile;
    const pem = file("rootKeyFile");
    if (pem === null) errors.push(`${named(row)} is missing`);
    if (pem === null || pem === "") return "";
    if (!isP256PublicKey(pem)) errors.push(`${named(row)} must hold a P-256 public key as PEM`);
    return pem;
  };
  const cidrs = (name: OptionName): readonly string[] => {
    const list = (text(name) ?? "").split(",").map((item) => item.trim());
    const wanted = list.filter((item) => item !== "");
    for (const item of wanted)
      if (parseCidr(item) === null)
        errors.push(`${named(options[name])}: ${item} is not an address or CIDR block`);
    return wanted;
  };
  const logLevel = (): LogLevel => {
    const value = text("logLevel") ?? "info";
    if (isLogLevel(value)) return value;
    errors.push(`${named(options.logLevel)} must be one of ${logLevels.join(", ")}`);
    return "info";
  };
  return { text, integer, url, secret, gatewaySecret, rootKey, cidrs, logLevel };
}

function isLogLevel(value: string): value is LogLevel {
  return logLevels.includes(value);
}

/** A private key is refused too: the root's private half has no business on an enforcer. */
function isP256PublicKey(pem: string): boolean {
  if (pem.includes("PRIVATE KEY")) return false;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1";
  } catch {
    return false;
  }
}

/** A file that can't be read for a moment (being replaced) keeps its last content. */
function rereading(path: string, first: string): () => string {
  let last = first;
  return () => {
    try {
      last = readFileSync(path, "utf8").trim() || last;
    } catch {
      return last;
    }
    return last;
  };
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";
}
