import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { expect } from "vitest";
import { resolveSession } from "#lib/auth/resolve-session.ts";
import { hashSecret, newSecret } from "#lib/auth/secret-token.ts";
import type { Context } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import { acceptWithPasskey, openAcceptance } from "./accept-invitation.ts";
import type { Browser } from "./passkey-sign-in.ts";
import type {
  AssertionResponse as Assertion,
  AttestationResponse as Attestation,
} from "./contract.ts";

type Overrides = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly verified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly crossOrigin?: boolean;
  /** Further flags of the authenticator data (section 6.1): 0x08 may be backed up, 0x10 is. */
  readonly flags?: number;
};
type CreationOptions = { readonly challenge: string; readonly user: { readonly id: string } };

/** A software authenticator: real ES256 keys, real client data, nothing stubbed; every lie is an override. */
export function softwareAuthenticator(origin = "http://localhost:3000") {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const credentialId = randomBytes(16);
  const id = credentialId.toString("base64url");
  let counter = 0;
  let userHandle = "";

  const clientData = (type: string, challenge: string, how: Overrides) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: how.challenge ?? challenge,
        origin: how.origin ?? origin,
        crossOrigin: how.crossOrigin ?? false,
      }),
    );
  const header = (flags: number, how: Overrides) => {
    const bytes = Buffer.alloc(37);
    const rpId = how.rpId ?? new URL(origin).hostname;
    createHash("sha256").update(rpId).digest().copy(bytes);
    bytes.writeUInt8(flags | 0x01 | (how.verified === false ? 0 : 0x04) | (how.flags ?? 0), 32);
    counter += 1;
    bytes.writeUInt32BE(how.counter ?? counter, 33);
    return bytes;
  };

  return {
    id,
    create(options: CreationOptions, how: Overrides = {}): Attestation {
      userHandle = options.user.id;
      const cose = cborMap([
        [cborInt(1), cborInt(2)],
        [cborInt(3), cborInt(-7)],
        [cborInt(-1), cborInt(1)],
        [cborInt(-2), cborBytes(Buffer.from(x, "base64url"))],
        [cborInt(-3), cborBytes(Buffer.from(y, "base64url"))],
      ]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const authData = Buffer.concat([
        header(0x40, how),
        Buffer.alloc(16),
        length,
        credentialId,
        cose,
      ]);
      const attestation = cborMap([
        [cborText("fmt"), cborText("none")],
        [cborText("attStmt"), cborMap([])],
        [cborText("authData"), cborBytes(authData)],
      ]);
      return {
        id,
        rawId: id,
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData("webauthn.create", options.challenge, how).toString(
            "base64url",
          ),
          attestationObject: attestation.toString("base64url"),
          transports: ["internal"],
        },
      };
    },
    get(options: { readonly challenge: string }, how: Overrides = {}): Assertion {
      const client = clientData("webauthn.get", options.challenge, how);
      const authData = header(0, how);
      const signed = Buffer.concat([authData, createHash("sha256").update(client).digest()]);
      return {
        id,
        rawId: id,
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: authData.toString("base64url"),
          signature: sign("sha256", signed, privateKey).toString("base64url"),
          userHandle: how.userHandle ?? userHandle,
        },
      };
    },
  };
}

function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}
const cborInt = (value: number) => (value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value));
const cborBytes = (bytes: Buffer) => Buffer.concat([cborHead(2, bytes.length), bytes]);
const cborText = (text: string) => Buffer.concat([cborHead(3, text.length), Buffer.from(text)]);
const cborMap = (entries: readonly (readonly [Buffer, Buffer])[]) =>
  Buffer.concat([cborHead(5, entries.length), ...entries.flat()]);

/** Somebody nobody knows, from a documentation address. */
export const stranger: Context = {
  actor: { kind: "anonymous" },
  requestId: "test-request",
  ip: "192.0.2.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0",
};
export const newBrowser = (): Browser => ({
  hash: hashSecret(newSecret("spb").text),
  previousSessionId: null,
});
export const reason = (code: string) => expect.objectContaining({ reason: code });

let number = 0;

export async function invite(
  purpose: "invitation" | "recovery" | "firstRun" = "invitation",
  userId?: string,
): Promise<{ token: string; userId: string | null }> {
  number += 1;
  const id =
    purpose === "firstRun"
      ? null
      : (userId ??
        (
          await database().user.create({
            data: { slug: `p${number}`, email: `p${number}@example.org`, name: `Person ${number}` },
          })
        ).id);
  const secret = newSecret("spi");
  await database().invitation.create({
    data: {
      tokenHash: secret.hash,
      purpose,
      userId: id,
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  return { token: secret.text, userId: id };
}

export async function enroll() {
  const { token, userId } = await invite();
  const device = softwareAuthenticator();
  const browser = newBrowser();
  const options = await openAcceptance(browser, token, null);
  const sessionId = await acceptWithPasskey(stranger, browser, token, device.create(options));
  const actor = await resolveSession(sessionId);
  if (!actor) throw new Error("no session");
  return { device, browser, userId: userId ?? "", sessionId, ctx: { ...stranger, actor } };
}

export async function lastAudit() {
  return database().auditEvent.findFirstOrThrow({ orderBy: { seq: "desc" } });
}
