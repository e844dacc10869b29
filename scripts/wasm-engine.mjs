// Prisma's schema engine without its download: the same engine compiled to WebAssembly, speaking
// to Postgres through the driver adapter. `_prisma_migrations` stays what `prisma migrate` writes.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";

const require = createRequire(import.meta.url);
/** The column type `"char"`, which the adapter cannot read; `bpchar` is read as the same text. */
const OID_CHAR = 18;
const OID_BPCHAR = 1042;

async function loadEngine() {
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const file = require
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    "./schema_engine_bg.js": bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine;
}

/** Connection settings of a Postgres URL, with Prisma's `schema` parameter taken out. */
function readUrl(url) {
  const parsed = new URL(url ?? "postgresql://127.0.0.1:1/none");
  const schema = parsed.searchParams.get("schema") ?? undefined;
  const socket = parsed.searchParams.get("host") ?? undefined;
  const config = {
    host: socket ?? parsed.hostname,
    port: Number(parsed.port || 5432),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)),
  };
  const mode = parsed.searchParams.get("sslmode");
  if (mode && mode !== "disable") config.ssl = { rejectUnauthorized: mode.startsWith("verify-") };
  return { config, schema };
}

function readable(result) {
  for (const set of [result].flat())
    for (const field of set.fields ?? [])
      if (field.dataTypeID === OID_CHAR) field.dataTypeID = OID_BPCHAR;
  return result;
}

/**
 * Works around the adapter: `"char"` columns are unmapped, and a script is cut at every semicolon,
 * also inside a function body. Postgres itself runs a whole script in one simple query.
 */
function repair(queryable) {
  const performIO = queryable.performIO.bind(queryable);
  queryable.performIO = async (query) => readable(await performIO(query));
  if (queryable.startTransaction) {
    const start = queryable.startTransaction.bind(queryable);
    queryable.startTransaction = async (...options) => repair(await start(...options));
  }
  if (queryable.executeScript) {
    queryable.executeScript = async (script) => {
      try {
        await queryable.underlyingDriver().query(script);
      } catch (error) {
        queryable.onError(error);
      }
    };
  }
  return queryable;
}

function createFactory(url) {
  const { config, schema } = readUrl(url);
  const adapter = new PrismaPg(config, { schema });
  const connect = adapter.connect.bind(adapter);
  adapter.connect = async () => repair(await connect());
  // The adapter's own version drops the shadow database before it lets go of its connections.
  adapter.connectToShadowDb = async () => {
    const main = await adapter.connect();
    const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await main.executeScript(`CREATE DATABASE "${database}"`);
    const shadow = repair(await new PrismaPg({ ...config, database }, { schema }).connect());
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await main.executeScript(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
      await main.dispose();
    };
    return shadow;
  };
  return bindMigrationAwareSqlAdapterFactory(adapter);
}

/**
 * @param {{ url?: string, schemaFiles?: string[], log?: (message: string) => void }} options
 * @returns the engine; its methods are those of Prisma's JSON-RPC
 */
export async function openSchemaEngine({ url, schemaFiles, log = () => {} }) {
  const SchemaEngine = await loadEngine();
  const datamodels = schemaFiles?.map((file) => [file, readFileSync(file, "utf8")]);
  return SchemaEngine.new({ datamodels }, (line) => log(String(line)), createFactory(url));
}
