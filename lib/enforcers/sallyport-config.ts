import type { ConnectionFacts } from "./opa-config.ts";

/** Environment and start line of our own enforcer. */
export function sallyportCommand(facts: ConnectionFacts): string {
  return [
    "install -m 600 /dev/stdin /etc/sallyport/token   # paste the credential, then Ctrl-D",
    `SALLYPORT_URL=${facts.serviceUrl} \\`,
    "SALLYPORT_TOKEN_FILE=/etc/sallyport/token \\",
    "SALLYPORT_ROOT_KEY_FILE=/etc/sallyport/root-public.pem \\",
    `ENFORCER_NAME=${facts.slug} \\`,
    "ENFORCER_PORT=8181 \\",
    "STATE_DIR=/var/lib/sallyport \\",
    "node enforcer.mjs",
  ].join("\n");
}

/** The same as a trial in front of an API that has no gateway yet. */
export function sallyportProxyCommand(upstream: string): string {
  return `node enforcer.mjs --upstream ${upstream}`;
}
