import { clientAddress, forwardedChain } from "./client-address.ts";
import type { AdapterSettings, ReadRequest } from "./decidable-request.ts";
import { readInputHeaders } from "./input-headers.ts";
import { member, textOr } from "./json-member.ts";
import { pluginTarget } from "./plugin-target.ts";

/** What the `opa` plugins of Kong and APISIX say of a request, before it is known whether it has one meaning. */
type Said = {
  readonly method: unknown;
  readonly host: unknown;
  readonly scheme: unknown;
  readonly path: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly peer: unknown;
  /** APISIX gives the path as nginx decoded and joined it, Kong as it is on the wire. */
  readonly pathIsDecoded: boolean;
};

/**
 * The input of a gateway's own `opa` plugin, or null where it is none: Kong's `request.http`, APISIX's `type` and
 * `var`. An input that could be read as more than one thing is refused.
 */
export function readPluginInput(input: unknown, settings: AdapterSettings): ReadRequest | null {
  const request = member(input, "request");
  const kong = member(request, "http");
  const apisix = member(input, "var");
  const kinds = [kong, apisix, member(request, "target")].filter((kind) => kind !== undefined);
  if (kinds.length > 1) return refuse("the input has the shape of more than one gateway's");
  if (kong !== undefined) return readSaid(saidByKong(input, kong), settings);
  if (apisix === undefined) return null;
  if (member(input, "type") !== "http") return refuse("the input is not about an HTTP request");
  return readSaid(saidByApisix(request, apisix), settings);
}

const saidByKong = (input: unknown, http: unknown): Said => ({
  method: member(http, "method"),
  host: member(http, "host"),
  scheme: member(http, "scheme"),
  path: member(http, "path"),
  query: member(http, "querystring"),
  headers: member(http, "headers"),
  peer: member(input, "client_ip"),
  pathIsDecoded: false,
});

const saidByApisix = (request: unknown, variables: unknown): Said => ({
  method: member(request, "method"),
  host: member(request, "host"),
  scheme: member(request, "scheme"),
  path: member(request, "path"),
  query: member(request, "query"),
  headers: member(request, "headers"),
  peer: member(variables, "remote_addr"),
  pathIsDecoded: true,
});

/** Lua hands over no more than this many headers, silently: a second credential may be among the rest. */
const headersMax = 99;

function readSaid(said: Said, { isTrustedProxy }: AdapterSettings): ReadRequest {
  const { method, path } = said;
  if (typeof method !== "string") return refuse("the input lacks the request's method");
  if (typeof path !== "string") return refuse("the input lacks the request's path");
  const headers = readInputHeaders(said.headers);
  if (headers === null) return refuse("the input's headers are no object of texts or lists");
  if (Object.keys(headers).length > headersMax) return refuse("the input may lack headers");
  const host = readHost(said.host, headers["host"]);
  if (host === null) return refuse("the input's host and the Host header differ");
  const target = pluginTarget({ ...said, path, raw: headers["x-sallyport-target"] });
  if ("why" in target) return refuse(target.why);
  const chain = [...forwardedChain(headers["x-forwarded-for"]), textOr(said.peer, "")];
  return {
    ok: true,
    request: {
      dialect: "data-api",
      request: { method, host, target: target.value, headers },
      client: { address: clientAddress(chain, isTrustedProxy), country: null },
      scheme: said.scheme === "https" || said.scheme === "http" ? said.scheme : null,
      // Nothing keeps a client from sending the header that would carry one.
      certificate: null,
      trace: false,
    },
  };
}

/** The Host header as it came, port included, if the gateway took it for the same host. */
function readHost(said: unknown, headers: readonly string[] | undefined): string | null {
  if (typeof said !== "string") return null;
  if (headers === undefined) return said;
  const [sent] = headers;
  if (sent === undefined || headers.length > 1) return null;
  const same = sent.replace(/:\d+$/, "").toLowerCase() === said.replace(/:\d+$/, "").toLowerCase();
  return same ? sent : null;
}

const refuse = (why: string): ReadRequest => ({ ok: false, why });
