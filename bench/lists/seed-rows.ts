import type { PrismaClient } from "#lib/db/generated/client.ts";

export type Size = {
  readonly people: number;
  readonly operations: number;
  readonly decisions: number;
};

/** Fills an empty database by statements that Postgres runs alone; the numbers begin where the last call ended. */
export async function seedRows(
  db: PrismaClient,
  from: Size,
  to: Size,
  say: (text: string) => void,
): Promise<void> {
  say(`seeding ${to.people} people, ${to.operations} operations, ${to.decisions} decisions`);
  await seedPeople(db, from.people + 1, to.people);
  await seedOperations(db, from.operations + 1, to.operations);
  await db.$executeRaw`SELECT "decision_days"."ensure_day"((now() - (n || ' days')::interval)::date)
    FROM generate_series(0, 30) n`;
  // A piece at a time: no statement may take longer than the pool lets it.
  for (let begin = from.decisions + 1; begin <= to.decisions; begin += 50_000)
    await seedDecisions(db, begin, Math.min(begin + 49_999, to.decisions));
  await db.$executeRaw`ANALYZE`;
}

async function seedPeople(db: PrismaClient, from: number, to: number): Promise<void> {
  await db.$executeRaw`INSERT INTO "Role" ("id", "slug", "name", "updatedAt")
    SELECT gen_random_uuid(), 'role-' || n, 'Role ' || n, now() FROM generate_series(1, 50) n
    ON CONFLICT DO NOTHING`;
  await db.$executeRaw`INSERT INTO "User" ("id", "slug", "email", "name", "state", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), 'user-' || n, 'user-' || n || '@example.com', 'Person ' || md5(n::text),
      (CASE WHEN n % 50 = 0 THEN 'suspended' ELSE 'active' END)::"UserState",
      now() - (n || ' minutes')::interval, now()
    FROM generate_series(${from}::int, ${to}::int) n`;
  await db.$executeRaw`INSERT INTO "RoleGrant" ("id", "roleId", "userId", "reason")
    SELECT gen_random_uuid(), r."id", u."id", 'seed' FROM "User" u JOIN "Role" r
      ON r."slug" = 'role-' || (1 + substr(u."slug", 6)::int % 50)
    WHERE substr(u."slug", 6)::int >= ${from}::int`;
  await db.$executeRaw`INSERT INTO "Device"
    ("id", "slug", "name", "ownerId", "platform", "state", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), 'device-' || substr("slug", 6), 'Laptop of ' || "name", "id", 'linux', 'trusted',
      "createdAt", now()
    FROM "User" WHERE substr("slug", 6)::int >= ${from}::int`;
}

async function seedOperations(db: PrismaClient, from: number, to: number): Promise<void> {
  await db.$executeRaw`INSERT INTO "Api" ("id", "slug", "name", "audience", "updatedAt")
    VALUES (gen_random_uuid(), 'ledger', 'Ledger', 'https://ledger', now()) ON CONFLICT DO NOTHING`;
  await db.$executeRaw`INSERT INTO "Operation"
    ("id", "apiId", "key", "method", "template", "shape", "summary", "updatedAt")
    SELECT gen_random_uuid(), a."id", 'GET /things/' || n, 'GET', '/things/' || n, '/things/' || n, 'Reads ' || n, now()
    FROM "Api" a, generate_series(${from}::int, ${to}::int) n WHERE a."slug" = 'ledger'`;
}

async function seedDecisions(db: PrismaClient, from: number, to: number): Promise<void> {
  await db.$executeRaw`INSERT INTO "Decision" ("decidedAt", "enforcerId", "decisionId", "channelSlug", "enforcerSlug",
      "outcome", "reason", "subject", "device", "api", "operation", "method", "host", "path", "policies", "ip", "facts")
    SELECT now() - (n * 2.5 || ' seconds')::interval, '00000000-0000-7000-8000-000000000001', 'd-' || n, 'production',
      'edge-' || n % 20, (ARRAY['allow', 'allow', 'deny'])[1 + n % 3], (ARRAY['permitted', 'permitted', 'no-permit'])[1 + n % 3],
      'user-' || n % 10000, 'device-' || n % 10000, 'ledger', 'ledger:GET /things/' || n % 100, 'GET',
      'ledger.example.com', '/things/' || md5(n::text), ARRAY['policy-' || n % 30], '10.0.0.' || n % 256, '{}'
    FROM generate_series(${from}::int, ${to}::int) n`;
}
