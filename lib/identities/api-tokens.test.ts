import "#scripts/test-database.ts";
import { describe, expect, it } from "vitest";
import { contextFromRequest } from "#lib/auth/context-from-request.ts";
import { database } from "#lib/db/client.ts";
import { createApiToken, revokeApiToken } from "./api-tokens/change-api-token.ts";
import { revokeSession } from "./sessions/revoke-session.ts";
import { code, person } from "./testing.ts";

const request = (text: string) =>
  new Request("http://localhost:3000/api/v1/me", {
    headers: { authorization: `Bearer ${text}`, "x-middleware-subrequest": "middleware" },
  });

describe("sessions and API tokens", () => {
  it("let nobody end another's session", async () => {
    const one = await person();
    const two = await person();
    await expect(revokeSession(one.ctx, { id: two.session.id })).rejects.toEqual(code("not-found"));
  });

  it("give a token no scope beyond its maker, and make none with a token or an old ceremony", async () => {
    const author = await person("author");
    const input = { name: "ci", scopes: ["people:administer"], expiresInDays: 1 };
    await expect(createApiToken(author.ctx, input)).rejects.toEqual(code("invalid-input"));
    const good = { ...input, scopes: ["policies:read", "tokens:write"] };
    const { token, id } = await createApiToken(author.ctx, good);
    const ctx = await contextFromRequest(request(token), "r");
    expect(ctx.actor).toMatchObject({ kind: "api-token", scopes: good.scopes });
    await expect(createApiToken(ctx, good)).rejects.toEqual(code("forbidden"));
    const { actor } = author.ctx;
    if (actor.kind !== "user") throw new Error("not a person");
    const old = { ...author.ctx, actor: { ...actor, authTime: new Date(Date.now() - 3_600_000) } };
    await expect(createApiToken(old, good)).rejects.toEqual(code("ceremony-required"));
    await revokeApiToken(author.ctx, { id });
    expect((await contextFromRequest(request(token), "r")).actor.kind).toBe("anonymous");
  });

  it("end a token with its time and with its owner", async () => {
    const author = await person("author");
    const made = await createApiToken(author.ctx, {
      name: "t",
      scopes: ["apis:read"],
      expiresInDays: 1,
    });
    const kind = async () =>
      (
        await contextFromRequest(
          new Request("http://localhost", { headers: { authorization: `Bearer ${made.token}` } }),
          "r",
        )
      ).actor.kind;
    expect(await kind()).toBe("api-token");
    await database().user.update({ where: { id: author.user.id }, data: { state: "suspended" } });
    expect(await kind()).toBe("anonymous");
    await database().user.update({ where: { id: author.user.id }, data: { state: "active" } });
    await database().apiToken.update({ where: { id: made.id }, data: { expiresAt: new Date() } });
    expect(await kind()).toBe("anonymous");
  });
});
