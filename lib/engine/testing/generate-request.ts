import type { Fixture } from "#lib/engine/fixtures/fixture.ts";
import type { ApiContent } from "#lib/engine/release-content.ts";
import { generateToken } from "./generate-token.ts";
import type { Random } from "./random.ts";
import { oddQueries, oddSegments, oddValues, queries, values } from "./targets.ts";

export type GeneratedRequest = Pick<Fixture, "request" | "client" | "token" | "now">;

/** A request that is mostly meant for one of the APIs, by a caller who is mostly known. */
export function generateRequest(
  random: Random,
  apis: readonly ApiContent[],
  now: number,
): GeneratedRequest {
  const api = random.pick(apis);
  const moment = now + random.pick([0, 0, 0, 0, 0, 0, 1, -1, 59, 60, -60, 3599, 3600]);
  const operation = random.pick(api.operations);
  const preflight = api.cors === "preflight" && random.chance(0.1);
  const method = preflight
    ? "OPTIONS"
    : random.chance(0.92)
      ? operation.method
      : random.pick([
          "GET",
          "HEAD",
          "OPTIONS",
          "POST",
          "PATCH",
          "QUERY",
          "get",
          "CONNECT",
          "M-SEARCH",
          "A".repeat(40),
          "A".repeat(41),
          "G T",
          "",
        ]);
  const request = {
    method,
    ...generateAddress(random, api, operation.template),
    headers: generateHeaders(random, method),
  };
  return {
    request,
    now: moment,
    ...generateToken(random, api.audience, moment),
  };
}

function generateAddress(random: Random, { hosts, trailingSlash }: ApiContent, template: string) {
  const place = hosts.length > 0 ? random.pick(hosts) : { host: "api.example.com", basePath: "/" };
  const base = place.basePath.replace(/\/$/, "");
  const path = template.replace(/#.*$/, "").split("/").slice(1);
  const filled = path.map((part) => fillSegment(random, part)).filter((part) => part !== null);
  const whole = random.chance(0.96) ? filled : spoil(random, filled);
  const required = trailingSlash === "required" && whole.length + base.length > 0;
  const slash = random.chance(0.02) !== required ? "/" : "";
  const query = random.chance(0.3)
    ? `?${random.pick(random.chance(0.8) ? queries : oddQueries)}`
    : "";
  const target = `${base}${whole.map((part) => `/${part}`).join("")}${slash}`;
  return {
    host: generateHost(random, place.host),
    target: `${target === "" ? "/" : target}${query}`,
  };
}

function fillSegment(random: Random, part: string): string | null {
  if (part === "") return null;
  if (part.startsWith("{rest")) return random.pick(["a", "a/b", "me", "ME", "admin/x/7"]);
  if (!part.includes("{")) return random.chance(0.98) ? part : random.pick(["ME", "me.", "Users"]);
  return random.chance(0.85) ? random.pick(values) : random.pick(oddValues);
}

function spoil(random: Random, parts: readonly string[]): string[] {
  const at = random.integer(0, parts.length);
  return [...parts.slice(0, at), random.pick(oddSegments), ...parts.slice(at + 1)];
}

function generateHost(random: Random, host: string): string {
  const plain = host.replace("*", random.pick(["eu", "x-1"]));
  if (random.chance(0.95)) return plain;
  return random.pick([
    `${plain}.`,
    plain.toUpperCase(),
    `${plain.replace(/:.*/, "")}:443`,
    `${plain.replace(/:.*/, "")}:9999`,
    host,
    `a.${plain}`,
    "nowhere.example.org",
    `${plain}:0`,
    `${plain}..`,
    "api_example.com",
    "\u212aelvin.example.com",
    `-a.${plain}`,
    `${plain}:`,
    `${plain}:080`,
    `${plain}:65536`,
    `${"a".repeat(63)}.${plain}`,
    `${"a".repeat(64)}.${plain}`,
    `${"a.".repeat(120)}${plain}`,
    "[::1]",
    "127.0.0.1",
    "",
  ]);
}

function generateHeaders(random: Random, method: string): Record<string, readonly string[]> {
  const headers: Record<string, readonly string[]> = {};
  if (method === "OPTIONS" || random.chance(0.05)) {
    if (random.chance(0.8)) headers["origin"] = ["https://app.example.com"];
    if (random.chance(0.8)) headers["access-control-request-method"] = ["GET"];
  }
  if (random.chance(0.01)) headers["x-http-method-override"] = ["DELETE"];
  if (random.chance(0.01)) headers["host"] = ["a", "b"];
  return headers;
}
