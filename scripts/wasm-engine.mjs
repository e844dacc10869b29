// Prisma's schema engine without its download: the same engine compiled to WebAssembly, speaking
// to Postgres through the driver adapter. `_prisma_migrations` stays what `prisma migrate` writes.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";

const require = createRequire(import.meta.url);
/** The column type `"char"`, which the adapter refuses; it is carried as text and then renamed. */
const OID_CHAR = 18;
const OID_TEXT = 25;

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

/**
 * Works around the adapter: `"char"` columns are unmapped, and a script is cut at every semicolon,
 * also inside a function body. Postgres itself runs a whole script in one simple query.
 */
function repair(queryable) {
  const performIO = queryable.performIO.bind(queryable);
  queryable.performIO = async (query) => {
    const result = await performIO(query);
    if (!result?.fields) return result;
    const fields = result.fields.map((field) => {
      const isChar = field.dataTypeID === OID_CHAR;
      return isChar ? { ...field, dataTypeID: OID_TEXT, isChar } : field;
    });
    query.charColumns = fields.flatMap((field, index) => (field.isChar ? [index] : []));
    return { ...result, rows: result.rows, rowCount: result.rowCount, fields };
  };
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of query.charColumns ?? [])
      result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
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

function createFactory(url, opened) {
  const { config, schema } = readUrl(url);
  const adapter = new PrismaPg(config, { schema });
  const connect = adapter.connect.bind(adapter);
  adapter.connect = async () => {
    const connection = repair(await connect());
    opened.push(connection.underlyingDriver());
    return connection;
  };
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

/** A panic of the engine would otherwise end the process without saying why. */
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(message) {
    console.error(`The schema engine gave up: ${message}`);
  },
};

/**
 * @param {{ url?: string, schemaFiles?: string[], log?: (message: string) => void }} options
 * @returns the engine, whose methods are those of Prisma's JSON-RPC, and a way to let go of the
 * database: idle connections would keep the process for ten seconds
 */
export async function openSchemaEngine({ url, schemaFiles, log = () => {} }) {
  const SchemaEngine = await loadEngine();
  const datamodels = schemaFiles?.map((file) => [file, readFileSync(file, "utf8")]);
  const pools = [];
  const factory = createFactory(url, pools);
  const engine = await SchemaEngine.new({ datamodels }, (line) => log(String(line)), factory);
  return { engine, close: () => Promise.allSettled(pools.map((pool) => pool.ended || pool.end())) };
}
