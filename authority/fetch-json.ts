import { request as requestHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP } from "node:net";
import {
  allowedLookup,
  causeOf,
  notBarred,
  refuseLiteral,
  type AddressRule,
} from "#lib/outbound/allowed-lookup.ts";

const timeoutMs = 5_000;
const bytesMax = 262_144;

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** In the clear only on this machine. */
const plainRule: AddressRule = (address) =>
  notBarred(address) ??
  (loopback.check(address, isIP(address) === 6 ? "ipv6" : "ipv4")
    ? null
    : "https is needed beyond this machine");

/**
 * Asks an address that an administrator named for a JSON text: over TLS beyond this machine, without redirects. Rejects
 * with a sentence for the administrator that says nothing of what was answered.
 */
export async function fetchJson(url: string): Promise<string> {
  const { protocol, hostname } = new URL(url);
  const rule = protocol === "https:" ? notBarred : plainRule;
  const why = refuseLiteral(hostname, rule);
  if (why !== null) throw new Error(why);
  const options: RequestOptions = {
    lookup: allowedLookup(rule),
    signal: AbortSignal.timeout(timeoutMs),
    headers: { accept: "application/json", "user-agent": "sallyport-authority" },
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(new Error(causeOf(error, timeoutMs)));
    const request = (protocol === "https:" ? requestHttps : requestHttp)(url, options);
    request.on("response", (response) => void readText(response).then(resolve, fail));
    request.on("error", fail);
    request.end();
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  if (response.statusCode !== 200) {
    response.destroy();
    throw new Error(`it answered ${response.statusCode}`);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > bytesMax) {
      response.destroy();
      throw new Error("its answer is larger than 256 kB");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
