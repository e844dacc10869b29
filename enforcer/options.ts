/** The table of settings: one row each, as flag and as environment variable. Secrets have no flag: flags show in `ps`. */
export type Option = {
  readonly flag: string | null;
  readonly env: string;
  readonly value: string;
  readonly fallback: string | null;
  readonly help: string;
};

const option = (
  flag: string | null,
  env: string,
  value: string,
  fallback: string | null,
  help: string,
): Option => ({ flag, env, value, fallback, help });

export const options = {
  serviceUrl: option(
    "service-url",
    "SALLYPORT_URL",
    "URL",
    null,
    "where bundles come from, e.g. https://sallyport.example/opa/v1",
  ),
  token: option(null, "SALLYPORT_TOKEN", "TOKEN", null, "this enforcer's credential"),
  tokenFile: option(
    "token-file",
    "SALLYPORT_TOKEN_FILE",
    "FILE",
    null,
    "the credential in a file, read again for every request",
  ),
  rootKeyFile: option(
    "root-key-file",
    "SALLYPORT_ROOT_KEY_FILE",
    "FILE",
    null,
    "the deployment's root public key (PEM)",
  ),
  host: option("host", "ENFORCER_HOST", "ADDRESS", "127.0.0.1", "address to listen on"),
  port: option("port", "ENFORCER_PORT", "PORT", "8181", "port to listen on"),
  socket: option("socket", "ENFORCER_SOCKET", "FILE", null, "also listen on this unix socket"),
  grpcPort: option(
    "grpc-port",
    "ENFORCER_GRPC_PORT",
    "PORT",
    null,
    "also answer Envoy's ext_authz over gRPC on this port",
  ),
  stateDir: option(
    "state-dir",
    "STATE_DIR",
    "FOLDER",
    "sallyport-state",
    "where the last good bundles and unsent logs are kept",
  ),
  countryDatabase: option(
    "country-database",
    "COUNTRY_DATABASE",
    "FILE",
    null,
    "countries by address (MaxMind DB format); read again when the file is replaced",
  ),
  upstream: option(
    "upstream",
    "ENFORCER_UPSTREAM",
    "URL",
    null,
    "be a reverse proxy to this address on every other path",
  ),
  name: option(
    "name",
    "ENFORCER_NAME",
    "NAME",
    null,
    "label in status and logs (default: the host's name)",
  ),
  gatewaySecret: option(
    null,
    "GATEWAY_SECRET",
    "SECRET",
    null,
    "what a gateway on another host must send as X-Sallyport-Gateway-Secret",
  ),
  gatewaySecretFile: option(
    "gateway-secret-file",
    "GATEWAY_SECRET_FILE",
    "FILE",
    null,
    "the gateways' secret in a file",
  ),
  trustedProxies: option(
    "trusted-proxies",
    "TRUSTED_PROXIES",
    "CIDR,…",
    "",
    "proxies whose X-Forwarded-For entries are believed",
  ),
  certificateHeader: option(
    "certificate-header",
    "CLIENT_CERTIFICATE_HEADER",
    "NAME",
    null,
    "header in which a gateway hands over the verified client certificate (escaped PEM or SHA-256)",
  ),
  authzenSubjects: option(
    "authzen-subjects",
    "AUTHZEN_SUBJECTS",
    "token|asserted",
    "token",
    "asserted: what asks by AuthZEN may name its subject without a token, and search",
  ),
  logLevel: option("log-level", "LOG_LEVEL", "LEVEL", "info", "debug, info, warn, error or silent"),
  spoolBytesMax: option(
    "spool-bytes-max",
    "SPOOL_BYTES_MAX",
    "BYTES",
    "67108864",
    "room for decision logs while the control plane is away",
  ),
  bundleBytesMax: option(
    "bundle-bytes-max",
    "BUNDLE_BYTES_MAX",
    "BYTES",
    "67108864",
    "the largest bundle taken, compressed",
  ),
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof options;

export function usage(): string {
  const rows = Object.values<Option>(options).map((row) => {
    const flag = row.flag === null ? "" : `--${row.flag} ${row.value}`;
    const fallback =
      row.fallback === null || row.fallback === "" ? "" : ` (default ${row.fallback})`;
    return `  ${flag.padEnd(30)} ${row.env.padEnd(26)} ${row.help}${fallback}`;
  });
  return [
    "Usage: node enforcer.mjs --service-url URL --token-file FILE --root-key-file FILE [options]",
    "",
    "Decides API requests for gateways from signed bundles.",
    "",
    `  ${"flag".padEnd(30)} environment`,
    ...rows,
    `  ${"--help".padEnd(30)}`,
    `  ${"--version".padEnd(30)}`,
    "",
  ].join("\n");
}
