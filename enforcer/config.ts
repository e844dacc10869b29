import { hostname } from "node:os";
import { type Given, type Problems, createOptionReader } from "./option-reader.ts";
import { type LogLevel, logLevels } from "./log.ts";
import { type Option, type OptionName, options } from "./options.ts";

export type EnforcerConfig = {
  readonly serviceUrl: string;
  /** The credential as it is now; a file is read again each time, so that it can be rotated under us. */
  readonly readToken: () => string;
  readonly rootKeyPem: string;
  readonly host: string;
  readonly port: number;
  readonly socket: string | null;
  /** Null: no gRPC. */
  readonly grpcPort: number | null;
  readonly stateDir: string;
  /** Null: the country of a caller is what its gateway says, or unknown. */
  readonly countryDatabase: string | null;
  readonly upstream: string | null;
  readonly name: string;
  readonly gatewaySecret: string | null;
  readonly trustedProxies: readonly string[];
  /** Lower case; null: no gateway hands over certificates. */
  readonly certificateHeader: string | null;
  /** Whether AuthZEN's `subject.id` counts without a token. */
  readonly assertedSubjects: boolean;
  readonly logLevel: LogLevel;
  readonly spoolBytesMax: number;
  readonly bundleBytesMax: number;
};

export type ReadConfig =
  | { readonly kind: "config"; readonly config: EnforcerConfig }
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "errors"; readonly errors: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

/** Flags win over the environment. Every mistake is reported at once, and no message repeats a secret. */
export function readConfig(argv: readonly string[], env: Environment): ReadConfig {
  if (argv.includes("--help") || argv.includes("-h")) return { kind: "help" };
  if (argv.includes("--version")) return { kind: "version" };
  const errors: string[] = [];
  const config = build({ ...fromEnvironment(env), ...fromFlags(argv, errors) }, errors);
  return errors.length > 0 ? { kind: "errors", errors } : { kind: "config", config };
}

function build(given: Given, errors: Problems): EnforcerConfig {
  const reader = createOptionReader(given, errors);
  return {
    serviceUrl: reader.url("serviceUrl", true) ?? "",
    readToken: reader.secret("token", "tokenFile", true) ?? (() => ""),
    rootKeyPem: reader.publicKey("rootKeyFile"),
    host: reader.textOr("host", ""),
    port: reader.integer("port", 0, 65_535),
    socket: reader.text("socket"),
    grpcPort: reader.text("grpcPort") === null ? null : reader.integer("grpcPort", 0, 65_535),
    stateDir: reader.textOr("stateDir", ""),
    countryDatabase: reader.text("countryDatabase"),
    upstream: reader.url("upstream", false),
    name: reader.textOr("name", hostname()),
    gatewaySecret: reader.gatewaySecret(),
    trustedProxies: reader.cidrs("trustedProxies"),
    certificateHeader: reader.text("certificateHeader")?.toLowerCase() ?? null,
    assertedSubjects: reader.choice("authzenSubjects", ["token", "asserted"]) === "asserted",
    logLevel: reader.choice("logLevel", logLevels),
    spoolBytesMax: reader.integer("spoolBytesMax", 0, Number.MAX_SAFE_INTEGER),
    bundleBytesMax: reader.integer("bundleBytesMax", 1024, 2 ** 31),
  };
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
