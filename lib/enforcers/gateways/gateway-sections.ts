import type { z } from "zod";
import type { enforcers } from "#lib/enforcers/contract.ts";
import { apisixConfig } from "./apisix.ts";
import { caddyConfig } from "./caddy.ts";
import { envoyConfig } from "./envoy.ts";
import type { GatewayFacts } from "./gateway-facts.ts";
import { haproxyConfig, haproxyScript } from "./haproxy.ts";
import { kongConfig } from "./kong.ts";
import { nginxConfig } from "./nginx.ts";
import { traefikConfig } from "./traefik.ts";

type Section = z.input<typeof enforcers.connect.output>["sections"][number];
type File = Section["files"][number];

const file = (fileName: string, language: File["language"], text: string): File => ({
  title: "Configuration",
  fileName,
  language,
  text,
});

/** What to copy for each gateway in front of our enforcer, filled in. */
export function gatewaySections(facts: Omit<GatewayFacts, "listen">): Section[] {
  const plain = { ...facts, listen: "80" };
  const ran = { evidence: "ran" } as const;
  const read = { evidence: "read" } as const;
  const haproxy = [
    file("/etc/haproxy/haproxy.cfg", "haproxy", haproxyConfig(plain)),
    { ...file("/etc/haproxy/sallyport.lua", "lua", haproxyScript(plain)), title: "Its script" },
  ];
  return [
    {
      target: "nginx",
      title: "nginx",
      ...ran,
      files: [file("/etc/nginx/conf.d/sallyport.conf", "nginx", nginxConfig(plain))],
    },
    {
      target: "caddy",
      title: "Caddy",
      ...ran,
      files: [file("/etc/caddy/Caddyfile", "caddyfile", caddyConfig({ ...facts, listen: "443" }))],
    },
    { target: "haproxy", title: "HAProxy", ...ran, files: haproxy },
    {
      target: "traefik",
      title: "Traefik",
      ...read,
      files: [file("/etc/traefik/dynamic/sallyport.yaml", "yaml", traefikConfig(plain))],
    },
    {
      target: "envoy",
      title: "Envoy",
      ...read,
      files: [file("/etc/envoy/envoy.yaml", "yaml", envoyConfig(plain))],
    },
    {
      target: "apisix",
      title: "APISIX",
      ...read,
      files: [file("conf/apisix.yaml", "yaml", apisixConfig(plain))],
    },
    {
      target: "kong",
      title: "Kong",
      ...read,
      files: [file("/etc/kong/kong.yaml", "yaml", kongConfig(plain))],
    },
  ];
}
