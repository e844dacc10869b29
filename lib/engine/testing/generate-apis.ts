import { releaseContent, type ApiContent } from "#lib/engine/release-content.ts";
import type { Random } from "./random.ts";
import { vocabulary } from "./vocabulary.ts";

const hosts = ["api.example.com", "shop.example.com", "*.example.com", "localhost:8181"] as const;
const bases = ["/", "/v1", "/v1/admin", "/svc/"] as const;
const segments = [
  "users",
  "me",
  "admin",
  "v1",
  "a.b",
  "caf%C3%A9",
  "{id}",
  "{id}",
  "{tenant}",
  "{base}...{head}",
] as const;
const methods = ["GET", "GET", "POST", "DELETE", "PUT", "OPTIONS", "QUERY", "HEAD"] as const;
const sensitivities = ["public", "internal", "confidential", "restricted"] as const;

/** APIs that overlap in hosts, base paths and templates. */
export function generateApis(random: Random, now: number): readonly ApiContent[] {
  const taken = new Set<string>();
  const slugs = vocabulary.apis.slice(0, random.integer(1, vocabulary.apis.length));
  const apis = slugs.map((slug) => generateApi(random, slug, now, taken));
  return releaseContent.parse({ apis, policies: [] }).apis;
}

function generateApi(random: Random, slug: string, now: number, taken: Set<string>): ApiContent {
  const sensitivity = random.pick(sensitivities);
  const harmless = sensitivity === "public" || sensitivity === "internal";
  const observed = sensitivity !== "restricted" && random.chance(0.15);
  return {
    slug,
    name: slug,
    owner: null,
    sensitivity,
    criticality: random.pick(["low", "medium", "high"]),
    dataClasses: random.some(["personal", "financial"], 0.3),
    exposure: random.pick(["internal", "partner", "internet"]),
    hosts: generateHosts(random, taken),
    audience: `https://${slug}.example.com`,
    mode: observed ? { observeUntil: now + random.pick([-1, 0, 1, 3600]) } : "enforce",
    undocumented: random.pick(["deny", "deny", "deny", "authenticated"]),
    cors: random.pick(["none", "none", "preflight"]),
    trailingSlash: random.chance(0.1) ? "required" : "refuse",
    stale: harmless ? random.pick(["deny", "continue"]) : "deny",
    signalsAgeSecondsMax: random.maybe(0.12, () => random.pick([59, 60, 3600])) ?? null,
    rateLimit: random.maybe(0.15, () => generateLimit(random)) ?? null,
    operations: generateOperations(random),
  };
}

/** Each place once in a release, since two APIs at one place are refused at publishing. */
function generateHosts(random: Random, taken: Set<string>): ApiContent["hosts"] {
  const drawn = Array.from({ length: random.integer(1, 3) }, () => ({
    host: random.pick(hosts),
    basePath: random.pick(bases),
  }));
  return drawn.filter(({ host, basePath }) => {
    const place = `${host}${basePath}`;
    const free = !taken.has(place);
    taken.add(place);
    return free;
  });
}

function generateOperations(random: Random): ApiContent["operations"] {
  return Array.from({ length: random.integer(1, 7) }, (_, index) => ({
    key: `op${index}`,
    method: random.pick(methods),
    template: generateTemplate(random),
    operationIds: random.some([`id${index}`, "shared-id"], 0.3),
    tags: random.some(vocabulary.tags, 0.4),
    sensitivity: random.maybe(0.3, () => random.pick(sensitivities)) ?? null,
    rateLimit: random.maybe(0.1, () => generateLimit(random)) ?? null,
  }));
}

function generateTemplate(random: Random): string {
  const parts = Array.from({ length: random.integer(0, 3) }, () => random.pick(segments));
  const rest = random.chance(0.12) ? "/{rest+}" : "";
  const path = parts.map((part) => `/${part}`).join("") + rest;
  return `${path === "" ? "/" : path}${random.chance(0.05) ? "#fragment" : ""}`;
}

function generateLimit(random: Random): NonNullable<ApiContent["rateLimit"]> {
  return {
    limit: random.pick([1, 10, 600]),
    window_seconds: random.pick([1, 60, 3600]),
    per: random.pick(["subject", "device", "address"]),
  };
}
