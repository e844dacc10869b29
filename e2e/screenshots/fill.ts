import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

/** As big as a deployment gets: what lists, matrix and charts look like with all of it. */
const size = { people: 3000, apis: 40, operationsPerApi: 125, devices: 2000, decisions: 40_000 };

const dataFolder = process.env["DATA_DIR"] ?? "";

/** Rows as the product writes them, in bulk; nothing here is anybody's. */
export async function fill(): Promise<void> {
  await run(statements);
}

/** Decisions of a day like the real ones that are there, so that charts have something to show. */
export async function multiplyDecisions(): Promise<void> {
  await run([history]);
}

async function run(all: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    for (const statement of all) await client.query(statement);
  } finally {
    await client.end();
  }
}

type Secrets = { readonly databasePassword: string; readonly postgresPort: number };

function databaseUrl(): string {
  const text = readFileSync(join(dataFolder, "secrets.json"), "utf8");
  const { databasePassword, postgresPort } = JSON.parse(text) as Secrets;
  return `postgresql://sallyport:${encodeURIComponent(databasePassword)}@127.0.0.1:${postgresPort}/sallyport`;
}

/** Ends the database of this run, and nothing else. */
export function stopDatabase(): void {
  const file = join(dataFolder, "postgres", "postmaster.pid");
  process.kill(Number(readFileSync(file, "utf8").split("\n")[0]), "SIGINT");
}

const first = `ARRAY['Ada','Amir','Bao','Chidi','Dana','Elif','Farid','Greta','Hugo','Ines','Jonas','Kofi','Lena','Mei','Noor','Oskar','Priya','Quinn','Rosa','Sven','Tariq','Uma','Vera','Wanda','Yusuf']`;
const last = `ARRAY['Abara','Bergström','Costa','Delacroix','Eriksen','Fischer','García','Haddad','Ivanova','Jansen','Kowalski','Lindqvist','Moreau','Nakamura','Okafor','Petrov','Quist','Rossi','Schneider','Tanaka']`;
const domains = `ARRAY['ledger','orders','catalogue','shipping','returns','pricing','identity','payroll','hiring','travel','fleet','maps','search','media','mail','forms','tickets','chat','reports','metrics']`;

const statements = [
  `INSERT INTO "Role" (id, slug, name, description, "updatedAt")
   SELECT gen_random_uuid(), lower(n), n, n || ' and what belongs to it.', now()
   FROM unnest(ARRAY['Auditing','Engineering','Finance','Legal','Logistics','Marketing','Operations','Procurement','Research','Sales','Security','Support']) n`,
  `INSERT INTO "User" (id, slug, email, name, state, attributes, "updatedAt")
   SELECT gen_random_uuid(), 'p' || i, 'p' || i || '@example.com',
     (${first})[1 + i % 25] || ' ' || (${last})[1 + (i / 25) % 20],
     (CASE WHEN i % 97 = 0 THEN 'suspended' WHEN i % 41 = 0 THEN 'invited' ELSE 'active' END)::"UserState",
     jsonb_build_object('department', lower((ARRAY['Finance','Support','Sales','Research'])[1 + i % 4])), now()
   FROM generate_series(1, ${size.people}) i`,
  `INSERT INTO "RoleGrant" (id, "roleId", "userId", reason)
   SELECT gen_random_uuid(), r.id, u.id, 'Team membership'
   FROM (SELECT id, row_number() OVER (ORDER BY slug) n FROM "User" WHERE slug ~ '^p[0-9]+$') u
   JOIN (SELECT id, row_number() OVER (ORDER BY slug) n FROM "Role") r ON r.n = 1 + u.n % 12`,
  `INSERT INTO "Authenticator" (id, "userId", "credentialId", "publicKey", counter, aaguid, "deviceType", "backedUp", transports, name)
   SELECT gen_random_uuid(), id, 'made-for-' || slug, '\\x00', 0, '', 'multiDevice', true, ARRAY['internal'], 'Passkey'
   FROM "User" WHERE slug ~ '^p[0-9]+$' AND state = 'active'`,
  `INSERT INTO "Device" (id, slug, name, "ownerId", platform, state, trust, "updatedAt")
   SELECT gen_random_uuid(), 'laptop-' || n, split_part(name, ' ', 1) || '’s laptop', id,
     (ARRAY['macos','windows','linux','ios','android'])[1 + n % 5],
     (CASE WHEN n % 53 = 0 THEN 'quarantined' WHEN n % 37 = 0 THEN 'pending' ELSE 'trusted' END)::"DeviceState",
     (ARRAY['registered','compliant','managed'])[1 + n % 3]::"DeviceTrust", now()
   FROM (SELECT id, name, (row_number() OVER (ORDER BY slug))::int n FROM "User" WHERE slug ~ '^p[0-9]+$') u
   LIMIT ${size.devices}`,
  `INSERT INTO "Api" (id, slug, name, owner, sensitivity, criticality, exposure, "dataClasses", audience, "updatedAt")
   SELECT gen_random_uuid(), d || CASE WHEN i > 20 THEN '-admin' ELSE '' END,
     initcap(d) || CASE WHEN i > 20 THEN ' administration' ELSE '' END, 'Platform team ' || (1 + i % 5),
     (ARRAY['public','internal','confidential','restricted'])[1 + i % 4]::"Sensitivity",
     (ARRAY['low','medium','high'])[1 + i % 3]::"Criticality",
     (ARRAY['internal','partner','internet'])[1 + i % 3]::"Exposure", ARRAY['personal'],
     'https://' || d || i || '.example.com', now()
   FROM (SELECT i, (${domains})[1 + (i - 1) % 20] d FROM generate_series(1, ${size.apis}) i) x`,
  `INSERT INTO "ApiHost" (id, "apiId", host, "basePath")
   SELECT gen_random_uuid(), id, slug || '.example.com', '/' FROM "Api" WHERE owner LIKE 'Platform team%'`,
  `INSERT INTO "Operation" (id, "apiId", key, method, template, shape, "operationIds", summary, tags, sensitivity, "updatedAt")
   SELECT gen_random_uuid(), a.id, lower(m) || initcap(t) || v, m, '/v' || v || '/' || t || '/{id}',
     '/v' || v || '/' || t || '/', ARRAY[lower(m) || initcap(t) || v], initcap(lower(m)) || ' one of the ' || t, ARRAY[t],
     (CASE WHEN m = 'DELETE' THEN 'restricted' END)::"Sensitivity", now()
   FROM "Api" a, unnest(ARRAY['GET','POST','PUT','PATCH','DELETE']) m,
     unnest(ARRAY['items','notes','owners','events','files']) t, generate_series(1, ${size.operationsPerApi / 25}) v
   WHERE a.owner LIKE 'Platform team%'`,
];

const history = `INSERT INTO "Decision" ("decidedAt", "enforcerId", "decisionId", "channelSlug", "enforcerSlug",
    outcome, reason, detail, subject, device, session, api, operation, method, host, path, policies, challenge, shadow, ip,
    country, "responseCode", "policyRevision", "directoryRevision", "signalsRevision", "durationNs", degraded, facts)
  SELECT now() - (power(random(), 2) * interval '20 hours'), "enforcerId", gen_random_uuid()::text, "channelSlug",
    "enforcerSlug", outcome, reason, detail,
    CASE WHEN subject IS NULL THEN NULL ELSE 'p' || (1 + (random() * 2990)::int) END, device, session, api, operation, method,
    host, path, policies, challenge, shadow, ip, country, "responseCode", "policyRevision", "directoryRevision",
    "signalsRevision", "durationNs", degraded, facts
  FROM (SELECT * FROM "Decision" ORDER BY "decidedAt" DESC LIMIT 200) d, generate_series(1, ${size.decisions / 200})`;
