import { lookup } from "node:dns";
import { request as requestHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

const timeoutMs = 5_000;
const bytesMax = 262_144;

/** Where nothing answers that an administrator could mean: link-local (metadata services of clouds), multicast, nowhere. */
const refused = new BlockList();
refused.addSubnet("169.254.0.0", 16, "ipv4");
refused.addSubnet("0.0.0.0", 8, "ipv4");
refused.addSubnet("224.0.0.0", 3, "ipv4");
refused.addSubnet("fe80::", 10, "ipv6");
refused.addSubnet("ff00::", 8, "ipv6");
refused.addAddress("::", "ipv6");
refused.addSubnet("fd00:ec2::", 32, "ipv6");

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

const isIn = (list: BlockList, address: string) =>
  list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

/**
 * Asks an address that an administrator named for a JSON text. Without TLS only on this machine; no redirects; every
 * address that the name leads to is looked at when the connection is made, so that no name changes its mind. Rejects
 * with a sentence for the administrator that says nothing of what was answered.
 */
export async function fetchJson(url: string): Promise<string> {
  const { protocol, hostname } = new URL(url);
  const literal = hostname.replace(/^\[|\]$/g, "");
  const plain = protocol === "http:";
  if (isIP(literal) !== 0) refuseAddress(literal, plain);
  const options: RequestOptions = {
    lookup: checkedLookup(plain),
    timeout: timeoutMs,
    signal: AbortSignal.timeout(timeoutMs),
    headers: { accept: "application/json", "user-agent": "sallyport-authority" },
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const request = (plain ? requestHttp : requestHttps)(url, options, (response) => {
      readText(response).then(resolve, reject);
    });
    request.on("error", (error) => reject(new Error(explain(error))));
    request.end();
  });
}

function refuseAddress(address: string, plain: boolean): void {
  const mapped = /^::ffff:(?<v4>\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.groups?.["v4"] ?? address;
  if (isIn(refused, mapped)) throw new Error("the address is one that is never asked");
  if (plain && !isIn(loopback, mapped)) throw new Error("https is needed beyond this machine");
}

function checkedLookup(plain: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [], 4);
      try {
        for (const { address } of addresses) refuseAddress(address, plain);
      } catch (cause) {
        return callback(cause instanceof Error ? cause : new Error("refused"), [], 4);
      }
      if (options.all === true) return callback(null, addresses);
      const [first] = addresses;
      return callback(null, first?.address ?? "", first?.family ?? 4);
    });
  };
}

async function readText(response: IncomingMessage): Promise<string> {
  if (response.statusCode !== 200) {
    response.destroy();
    throw new Error(`it answered ${response.statusCode}`);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > bytesMax) {
      response.destroy();
      throw new Error("its answer is larger than 256 kB");
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function explain(error: Error): string {
  if (error.name === "AbortError" || error.name === "TimeoutError")
    return `no answer within ${timeoutMs / 1000} seconds`;
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? `it can't be reached (${code})` : error.message;
}
