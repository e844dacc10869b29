import { importJWK, SignJWT } from "jose";
import type { BenchRequest } from "#bench/deployment/make-requests.ts";
import { issuerKey } from "#bench/deployment/make-facts.ts";

/** One request of the mix with its token signed, in the dialects of servers. */
export type WireRequest = {
  /** What OPA's Data API and ours take alike. */
  readonly input: unknown;
  /** The same for nginx' subrequest. */
  readonly nginx: string;
};

export async function wireRequests(
  requests: readonly BenchRequest[],
): Promise<readonly WireRequest[]> {
  const key = await importJWK({ ...issuerKey().privateJwk }, "ES256");
  return Promise.all(
    requests.map(async ({ input: { request, client, credential }, token }) => {
      const { alg: _alg, ...header } = token.header;
      const jwt = await new SignJWT({ ...token.claims })
        .setProtectedHeader({ ...header, alg: "ES256" })
        .sign(key);
      const x5t = credential.state === "verified" ? credential.proofs.x5t : null;
      const { method, host, target } = request;
      return {
        input: {
          request: { method, host, target, headers: { authorization: [`Bearer ${jwt}`] } },
          client: { ...client, ...(x5t === null ? {} : { certificate_thumbprint: x5t }) },
        },
        nginx: httpText("GET", "/authorize/nginx", {
          "X-Original-Method": method,
          "X-Original-URI": target,
          "X-Forwarded-Host": host,
          "X-Forwarded-For": client.address ?? "",
          Authorization: `Bearer ${jwt}`,
          ...(x5t === null ? {} : { "X-Client-Certificate": x5t }),
        }),
      };
    }),
  );
}

export function dataApiText({ input }: WireRequest): string {
  const body = JSON.stringify({ input });
  return httpText(
    "POST",
    "/v1/data/sallyport/authz",
    { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(body)) },
    body,
  );
}

export function httpText(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body = "",
): string {
  const fields = Object.entries({ Host: "127.0.0.1", ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${method} ${path} HTTP/1.1\r\n${fields.join("")}\r\n${body}`;
}
