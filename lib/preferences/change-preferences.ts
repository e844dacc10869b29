import { found } from "#lib/errors.ts";
import { selfOf } from "#lib/identities/me/self.ts";
import { verb } from "#lib/verb.ts";
import { preferences, preferencesShape, type Preferences } from "./contract.ts";

export const getPreferences = verb(preferences.get, async (ctx, _input, tx) => {
  const row = found(
    await tx.user.findUnique({
      where: { id: selfOf(ctx).userId },
      select: { preferences: true },
    }),
    "person",
  );
  return readPreferences(row.preferences);
});

export const updatePreferences = verb(preferences.update, async (ctx, input, tx) => {
  const { userId, name } = selfOf(ctx);
  // Two tabs may change different things at once.
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR UPDATE`;
  const row = found(await tx.user.findUnique({ where: { id: userId } }), "person");
  const before = readPreferences(row.preferences);
  const columns = { ...before.columns };
  if (input.list?.columns) columns[input.list.name] = input.list.columns;
  else if (input.list) delete columns[input.list.name];
  const after = {
    density: input.density ?? before.density,
    letterKeys: input.letterKeys ?? before.letterKeys,
    columns,
  };
  await tx.user.update({ where: { id: userId }, data: { preferences: after } });
  return {
    result: after,
    audit: { target: { kind: "user", id: userId, name }, detail: { ...input } },
  };
});

/** What an older version wrote and this one does not understand is as if it was never chosen. */
function readPreferences(stored: unknown): Preferences {
  return preferencesShape.safeParse(stored).data ?? preferencesShape.parse({});
}
