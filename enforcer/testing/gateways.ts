import { type Program, freePort, startCaddy, startHaproxy, startNginx } from "#e2e/programs.ts";
import { caddyConfig } from "#lib/enforcers/gateways/caddy.ts";
import type { GatewayFacts } from "#lib/enforcers/gateways/gateway-facts.ts";
import { haproxyConfig, haproxyScript } from "#lib/enforcers/gateways/haproxy.ts";
import { nginxConfig } from "#lib/enforcers/gateways/nginx.ts";
import { findCaddy, findHaproxy, findNginx } from "#scripts/find-programs.mjs";

export type Gateway = {
  readonly name: string;
  readonly isMissing: boolean;
  /** With the configuration that the console gives, on a free port. */
  readonly start: (facts: Omit<GatewayFacts, "listen">) => Promise<Program>;
};

const gateway = (
  name: string,
  program: string | undefined,
  open: (facts: GatewayFacts, port: number) => Promise<Program>,
): Gateway => ({
  name,
  isMissing: program === undefined,
  start: async (facts) => {
    const port = await freePort();
    return open({ ...facts, listen: `127.0.0.1:${port}` }, port);
  },
});

/** The gateways that Debian has, as they are installed. */
export const gateways: readonly Gateway[] = [
  gateway("nginx", findNginx(), (facts, port) => startNginx(nginxConfig(facts), port)),
  gateway("Caddy", findCaddy(), (facts, port) => startCaddy(caddyConfig(facts), port)),
  gateway("HAProxy", findHaproxy(), (facts, port) =>
    startHaproxy(haproxyConfig(facts), haproxyScript(facts), port),
  ),
];
