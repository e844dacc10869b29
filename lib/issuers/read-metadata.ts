import { z } from "zod";

const metadata = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** Where an issuer's metadata says its keys are; metadata of another issuer says nothing (RFC 8414 section 3.3). */
export function readMetadata(
  text: string,
  issuer: string,
): { readonly jwksUri: string } | { readonly why: string } {
  const read = metadata.safeParse(parseJson(text));
  if (!read.success) return { why: "its metadata names no issuer and no address of keys" };
  if (read.data.issuer !== issuer)
    return { why: `its metadata is that of ${read.data.issuer.slice(0, 200)}` };
  return { jwksUri: read.data.jwks_uri };
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
