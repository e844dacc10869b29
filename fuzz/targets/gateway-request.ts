import { validateHeaderName, validateHeaderValue } from "node:http";
import { readDataApi } from "#enforcer/adapters/data-api.ts";
import type { ReadRequest } from "#enforcer/adapters/decidable-request.ts";
import { readForwardAuth } from "#enforcer/adapters/forward-auth.ts";
import { readHeaders } from "#enforcer/adapters/headers.ts";
import { readNginx } from "#enforcer/adapters/nginx.ts";
import { readProxyRequest, upstreamHeaders } from "#enforcer/adapters/proxy-request.ts";
import { claim } from "#fuzz/fuzz.ts";
import { mutateJson } from "#fuzz/mutate-json.ts";
import { mutateText, oddText } from "#fuzz/mutate-text.ts";
import { smallSize, type Random } from "#fuzz/random.ts";

const peerAddress = "203.0.113.7";
const settings = {
  isTrustedProxy: (address: string) => address === "10.0.0.1",
  certificateHeader: "x-client-certificate",
};
const names = [
  "X-Original-Method",
  "X-Original-URI",
  "X-Forwarded-Method",
  "X-Forwarded-Uri",
  "X-Forwarded-Host",
  "X-Forwarded-For",
  "X-Forwarded-Proto",
  "X-Real-IP",
  "X-Client-Certificate",
  "X-Sallyport-Subject",
  "x_sallyport_subject",
  "X-HTTP-Method-Override",
  "Host",
  "Authorization",
  "DPoP",
  "Origin",
  "Connection",
  "Transfer-Encoding",
  "Access-Control-Request-Method",
  "__proto__",
  "constructor",
];
const values = [
  "GET",
  "POST",
  "/invoices",
  "/invoices/7",
  "/",
  "billing.example.com",
  "status.example.com:443",
  peerAddress,
  "10.0.0.1, 10.0.0.1",
  "::ffff:203.0.113.7",
  "https",
  "keep-alive, Host, x-secret",
  "bvDAI9n2Dbeb8rRrhsKxYiv0flcNTfItUcYwavTNzlE",
];

/** As one of the four kinds of gateways describes a request; null where OPA would answer 400. */
export function makeRequest(random: Random, good: string): ReadRequest | null {
  if (random.chance(0.25)) return makeData(random, good);
  const headers = readHeaders(makeRawHeaders(random, good));
  switch (random.below(3)) {
    case 0:
      return readNginx(headers, settings);
    case 1:
      return readForwardAuth(headers, settings);
    default: {
      checkUpstream(headers);
      const [method, target] = [value(random, "GET"), value(random, "/invoices")];
      const direct = { method, target, headers, peerAddress };
      return { ok: true, request: readProxyRequest(direct, settings) };
    }
  }
}

/** Header values as Node hands them over: latin1 without controls. */
function value(random: Random, usual: string): string {
  if (random.chance(0.7)) return usual;
  const text = random.chance(0.5) ? random.pick(values) : mutateText(random, usual, values);
  return Buffer.from(text, "utf8")
    .toString("latin1")
    .replaceAll(/\p{Cc}/gu, "");
}

function makeRawHeaders(random: Random, good: string): string[] {
  const usual = [
    ["X-Original-Method", "GET"],
    ["X-Original-URI", "/invoices"],
    ["X-Forwarded-Method", "GET"],
    ["X-Forwarded-Uri", "/invoices?a=b"],
    ["X-Forwarded-Host", "billing.example.com"],
    ["Host", "billing.example.com"],
    ["Authorization", `Bearer ${good}`],
  ];
  const raw = usual.flatMap(([name = "", text = ""]) =>
    random.chance(0.06)
      ? []
      : [random.chance(0.1) ? name.toUpperCase() : name, value(random, text)],
  );
  for (let more = smallSize(random, 60); more > 0; more -= 1)
    raw.push(random.pick(names), value(random, random.pick(values)));
  return raw;
}

function makeData(random: Random, good: string): ReadRequest | null {
  const request = {
    method: "GET",
    host: "billing.example.com",
    target: "/invoices",
    headers: { authorization: [`Bearer ${good}`], [oddText(random)]: "x" },
  };
  const client = { address: peerAddress, country: "DE", certificate_thumbprint: "x" };
  const body = mutateJson(random, { input: { request, client, trace: true } }, 0.12);
  // As it comes out of JSON.parse, where `__proto__` is a key like any other.
  const read = readDataApi(JSON.parse(JSON.stringify(body ?? null)), settings);
  return read.kind === "input" ? read.request : null;
}

/** What goes upstream can be sent, and nothing in it passes for a decision. */
function checkUpstream(headers: ReturnType<typeof readHeaders>): void {
  const fields = upstreamHeaders(headers, peerAddress, settings);
  for (const [name, given] of Object.entries(fields)) {
    validateHeaderName(name);
    for (const text of Array.isArray(given) ? given : [given]) validateHeaderValue(name, text);
    const isOurs = name.replaceAll("_", "-").startsWith("x-sallyport-");
    claim(!isOurs, "no identity is passed on", name);
  }
  claim(!headers.has("host") || "host" in fields, "the host goes upstream", [...headers]);
}
