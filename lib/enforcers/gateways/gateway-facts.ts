/** What a gateway's configuration is filled in with. */
export type GatewayFacts = {
  /** Where our enforcer listens: `http://127.0.0.1:8181`. */
  readonly enforcerUrl: string;
  /** The API behind the gateway: scheme and authority, no path. */
  readonly upstream: string;
  readonly serverName: string;
  /** Where the gateway listens: `80`, `127.0.0.1:8088`. */
  readonly listen: string;
};

/** `[address, port]`; the address is empty where the gateway listens on all. */
export function listenParts(listen: string): readonly [string, string] {
  const at = listen.lastIndexOf(":");
  return [listen.slice(0, Math.max(at, 0)), listen.slice(at + 1)];
}
