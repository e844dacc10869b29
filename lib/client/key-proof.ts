import { base64url, sha256, textToBase64url } from "#lib/client/base64url.ts";

export type PublicJwk = {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
};

/** A device's key: in a browser the private half can't leave it; on a computer it comes from a file. */
export type DeviceKey = {
  readonly privateKey: CryptoKey;
  readonly publicJwk: PublicJwk;
  /** RFC 7638. */
  readonly thumbprint: string;
};

const algorithm = { name: "ECDSA", namedCurve: "P-256" } as const;

/** A new ES256 key. `extractable` only for the command line, which keeps it in a file of its own. */
export async function generateDeviceKey(extractable: boolean): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(algorithm, extractable, ["sign", "verify"]);
  const publicJwk = publicPart(await crypto.subtle.exportKey("jwk", pair.publicKey));
  return { privateKey: pair.privateKey, publicJwk, thumbprint: await thumbprintOf(publicJwk) };
}

export async function importDeviceKey(privateJwk: JsonWebKey): Promise<DeviceKey> {
  const privateKey = await crypto.subtle.importKey("jwk", privateJwk, algorithm, false, ["sign"]);
  const publicJwk = publicPart(privateJwk);
  return { privateKey, publicJwk, thumbprint: await thumbprintOf(publicJwk) };
}

/** That the sender holds this key, for one enrollment code of one console. */
export async function enrollmentProof(
  key: DeviceKey,
  code: string,
  console: string,
): Promise<string> {
  return signJws(
    key,
    { typ: "sallyport-enroll+jwt" },
    {
      aud: new URL(console).origin,
      code_hash: await sha256(code),
      iat: nowSeconds(),
    },
  );
}

/** A DPoP proof (RFC 9449, section 4.2) for one request; with `token`, for its use at an API. */
export async function dpopProof(
  key: DeviceKey,
  request: { readonly method: string; readonly url: string; readonly token?: string },
): Promise<string> {
  const url = new URL(request.url);
  return signJws(
    key,
    { typ: "dpop+jwt", jwk: key.publicJwk },
    {
      jti: crypto.randomUUID(),
      htm: request.method,
      htu: `${url.origin}${url.pathname}`,
      iat: nowSeconds(),
      ...(request.token === undefined ? {} : { ath: await sha256(request.token) }),
    },
  );
}

async function signJws(key: DeviceKey, header: object, payload: object): Promise<string> {
  const head = textToBase64url(JSON.stringify({ alg: "ES256", ...header }));
  const input = `${head}.${textToBase64url(JSON.stringify(payload))}`;
  const signature = await crypto.subtle.sign(
    { name: "ECDSA", hash: "SHA-256" },
    key.privateKey,
    new TextEncoder().encode(input),
  );
  return `${input}.${base64url(signature)}`;
}

function publicPart(jwk: JsonWebKey): PublicJwk {
  if (jwk.kty !== "EC" || jwk.crv !== "P-256" || jwk.x === undefined || jwk.y === undefined)
    throw new Error("This is not an ES256 key.");
  return { kty: "EC", crv: "P-256", x: jwk.x, y: jwk.y };
}

/** Members in lexical order, nothing else (RFC 7638, section 3). */
function thumbprintOf({ crv, kty, x, y }: PublicJwk): Promise<string> {
  return sha256(JSON.stringify({ crv, kty, x, y }));
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
