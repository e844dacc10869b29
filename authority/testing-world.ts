import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { permissions, type ConsoleRole } from "#lib/auth/console-roles.ts";
import { newSecret } from "#lib/auth/secret-token.ts";
import { systemContext, type Context } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { getReleaseStatus } from "#lib/releases/get-release-status.ts";
import { publishRelease } from "#lib/releases/publish-release.ts";
import { writeSetting } from "#lib/settings/settings.ts";
import { createCode } from "#lib/tokens/create-code.ts";
import { testRootKey } from "./testing.ts";

export type Person = { readonly userId: string; readonly sessionId: string; readonly ctx: Context };

/** An active person with a live session that began with a passkey. */
export async function makePerson(slug: string, consoleRole: ConsoleRole = "user"): Promise<Person> {
  const hour = new Date(Date.now() + 3_600_000);
  const user = await database().user.create({
    data: { slug, email: `${slug}@example.com`, name: slug, state: "active", consoleRole },
  });
  const session = await database().session.create({
    data: {
      userId: user.id,
      authTime: new Date(),
      amr: ["hwk", "user", "mfa"],
      acr: "phr",
      idleUntil: hour,
      absoluteUntil: hour,
    },
  });
  await database().$transaction((tx) => touchDirectory(tx, "subject", slug));
  const { authTime, amr, acr } = session;
  const actor = { kind: "user", userId: user.id, slug, name: slug, consoleRole } as const;
  return {
    userId: user.id,
    sessionId: session.id,
    ctx: {
      ...systemContext("test"),
      actor: { ...actor, sessionId: session.id, authTime, amr, acr },
    },
  };
}

/** An API token's context; its row is there, as the authority looks it up. */
export async function makeToken(owner: Person): Promise<Context> {
  const secret = newSecret("spk");
  const row = await database().apiToken.create({
    data: {
      ownerId: owner.userId,
      name: "ci",
      prefix: secret.shown,
      hash: secret.hash,
      scopes: [...permissions],
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  const { actor } = owner.ctx;
  if (actor.kind !== "user") throw new Error("not a person");
  const { userId, slug, name, consoleRole } = actor;
  return {
    ...owner.ctx,
    actor: {
      kind: "api-token",
      tokenId: row.id,
      tokenName: "ci",
      userId,
      slug,
      name,
      consoleRole,
      scopes: row.scopes,
    },
  };
}

/** One API with one operation, and a policy that lets `user` call it. */
export async function makeApi(slug: string, user: string): Promise<void> {
  const api = await database().api.create({
    data: { slug, name: slug, audience: `https://${slug}.example.com` },
  });
  await database().apiHost.create({ data: { apiId: api.id, host: `${slug}.example.com` } });
  await database().operation.create({
    data: {
      apiId: api.id,
      key: "listInvoices",
      method: "GET",
      template: "/invoices",
      shape: "/invoices",
    },
  });
  const source = [
    `name: ${slug}-reading`,
    "effect: permit",
    `subjects: { users: [${user}] }`,
    `resources: { apis: [${slug}] }`,
  ].join("\n");
  await createPolicy(systemContext("test"), { source });
}

/** Publishes what is there, by a token, in a deployment that lets tokens publish. */
export async function publishByToken(token: Context): Promise<number> {
  await database().$transaction((tx) => writeSetting(tx, "tokensMayPublish", true));
  const { baseNumber } = await getReleaseStatus(token, {});
  return (await publishRelease(token, { message: "test", baseNumber })).number;
}

export type Pkce = { readonly verifier: string; readonly challenge: string };

export function pkce(): Pkce {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

export const redirectUri = "http://127.0.0.1:4567/callback";

/** A code for an API, as the CLI gets one. */
export async function makeCode(
  person: Person,
  resource: string,
  { challenge }: Pkce,
  dpopJkt?: string,
): Promise<string> {
  testRootKey();
  const { code } = await createCode(person.ctx, {
    resource,
    clientId: "cli",
    redirectUri,
    codeChallenge: challenge,
    ...(dpopJkt !== undefined && { dpopJkt }),
  });
  return code;
}

/** The token endpoint's answer to a form. */
export async function askToken(
  url: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(`${url}/oauth/token`, {
    method: "POST",
    headers,
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: "cli",
      redirect_uri: redirectUri,
      ...form,
    }),
  });
  const body = z.record(z.string(), z.unknown()).parse(await response.json());
  return { status: response.status, body };
}

/** An access token, the whole way. */
export async function accessToken(url: string, person: Person, resource: string): Promise<string> {
  const pair = pkce();
  const code = await makeCode(person, resource, pair);
  const { body } = await askToken(url, { code, code_verifier: pair.verifier });
  return String(body["access_token"]);
}
