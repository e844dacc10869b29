import { expect } from "vitest";
import type { Context } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import type { User } from "#lib/db/generated/client.ts";

let number = 0;
export const code = (text: string) => expect.objectContaining({ code: text });

/** An active person with a fresh session, and the context of their calls. */
export async function person(consoleRole: User["consoleRole"] = "user") {
  number += 1;
  const user = await database().user.create({
    data: {
      slug: `person-${number}`,
      email: `person-${number}@example.org`,
      name: `Person ${number}`,
      state: "active",
      consoleRole,
    },
  });
  const inAnHour = new Date(Date.now() + 3_600_000);
  const session = await database().session.create({
    data: {
      userId: user.id,
      authTime: new Date(),
      amr: ["hwk", "user", "mfa"],
      acr: "phr",
      idleUntil: inAnHour,
      absoluteUntil: inAnHour,
    },
  });
  const ctx: Context = {
    actor: {
      kind: "user",
      userId: user.id,
      slug: user.slug,
      name: user.name,
      consoleRole,
      sessionId: session.id,
      authTime: session.authTime,
      amr: session.amr,
      acr: session.acr,
    },
    requestId: "test-request",
    ip: null,
    userAgent: null,
  };
  return { user, session, ctx };
}
