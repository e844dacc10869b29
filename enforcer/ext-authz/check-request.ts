import { clientAddress, forwardedChain } from "#enforcer/adapters/client-address.ts";
import type { AdapterSettings, ReadRequest } from "#enforcer/adapters/decidable-request.ts";
import { decisiveHeaders } from "#enforcer/adapters/headers.ts";
import { forwardedCertificate, forwardedScheme } from "#enforcer/adapters/single-header.ts";
import { certificateThumbprint } from "#enforcer/tokens/certificate-thumbprint.ts";
import { type Field, messageAt, messagesAt, readFields, textAt } from "./protobuf.ts";

/** The field numbers of envoy.service.auth.v3 that are read here. */
const attributesOf = { source: 1, request: 4 };
const peerOf = { address: 1, certificate: 5 };
const httpOf = { method: 2, headers: 3, path: 4, host: 5, scheme: 6, headerMap: 13 };

/**
 * A CheckRequest as a request to decide. The caller is who is at the other end of Envoy's connection, or, where that
 * is a trusted proxy, whom it names; throws where the bytes are no such message.
 */
export function readCheckRequest(message: Buffer, settings: AdapterSettings): ReadRequest {
  const attributes = readFields(messageAt(readFields(message), 1));
  const http = readFields(messageAt(readFields(messageAt(attributes, attributesOf.request)), 2));
  const source = readFields(messageAt(attributes, attributesOf.source));
  const [method, host, target] = [httpOf.method, httpOf.host, httpOf.path].map((field) =>
    textAt(http, field),
  );
  if (!method || !host || !target)
    return { ok: false, why: "Envoy did not say what it asks about" };
  const headers = readHeaders(http);
  const chain = [...forwardedChain(headers.get("x-forwarded-for")), socketAddress(source)];
  const scheme = textAt(http, httpOf.scheme);
  const certificate = textAt(source, peerOf.certificate);
  return {
    ok: true,
    request: {
      dialect: "envoy",
      request: { method, host, target, headers: decisiveHeaders(headers, [host]) },
      client: { address: clientAddress(chain, settings.isTrustedProxy), country: null },
      scheme: scheme === "https" || scheme === "http" ? scheme : forwardedScheme(headers),
      certificate:
        certificate === ""
          ? forwardedCertificate(headers, settings.certificateHeader)
          : certificateThumbprint(certificate),
      trace: false,
    },
  };
}

/** `headers` joins what came twice; with `encode_raw_headers` Envoy sends `header_map` instead. */
function readHeaders(http: readonly Field[]): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  const add = (name: string, value: string) => {
    const key = name.toLowerCase();
    headers.set(key, [...(headers.get(key) ?? []), value]);
  };
  for (const entry of messagesAt(http, httpOf.headers)) {
    const fields = readFields(entry);
    add(textAt(fields, 1), textAt(fields, 2));
  }
  for (const entry of messagesAt(readFields(messageAt(http, httpOf.headerMap)), 1)) {
    const fields = readFields(entry);
    add(textAt(fields, 1), textAt(fields, 3) || textAt(fields, 2));
  }
  return headers;
}

/** Empty for a unix socket, or where Envoy does not tell. */
function socketAddress(source: readonly Field[]): string {
  const address = readFields(messageAt(source, peerOf.address));
  return textAt(readFields(messageAt(address, 1)), 2);
}
