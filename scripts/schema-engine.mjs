#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine` (PRISMA_SCHEMA_ENGINE_BINARY): JSON-RPC by line on
// stdin and stdout, and the three commands of its `cli`. So Prisma's commands need no download.
import { createInterface } from "node:readline";
import pg from "pg";
import { openSchemaEngine } from "./wasm-engine.mjs";

const ENGINE_VERSION = "0edf323efd1d98336f3f0a68684b56f689b900d3";
const KNOWN_ERROR = 4466;

function readArguments(argv) {
  const options = { schemaFiles: [], url: undefined, command: undefined, version: false };
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index];
    if (argument === "--version" || argument === "-V") options.version = true;
    else if (argument === "--datamodels") options.schemaFiles.push(argv[++index]);
    else if (argument === "--datasource") options.url = JSON.parse(argv[++index]).url;
    else if (argument === "cli") options.command = argv[++index];
  }
  return options;
}

async function query(url, statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const errorCodes = { "3D000": "P1003", "28P01": "P1000" };

/** The CLI reads the last lines of stderr as JSON and skips the first. */
async function runCommand({ command, url }) {
  const target = new URL(url);
  const name = pg.escapeIdentifier(decodeURIComponent(target.pathname.slice(1)));
  target.search = "";
  const own = target.href;
  target.pathname = "/postgres";
  const commands = {
    "can-connect-to-database": () => query(own, "SELECT 1"),
    "create-database": () => query(target.href, `CREATE DATABASE ${name}`),
    "drop-database": () => query(target.href, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
  try {
    await commands[command]();
    return 0;
  } catch (error) {
    const error_code = errorCodes[error.code] ?? "P1001";
    const fields = { message: error.message, is_panic: false, error_code, meta: null };
    const line = { level: "ERROR", target: "schema_engine::logger", fields };
    process.stderr.write(`\n${JSON.stringify(line)}\n`);
    return 1;
  }
}

const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

async function answer(engine, { id, method, params }) {
  const call = method === "getDatabaseVersion" ? "version" : method;
  if (typeof engine[call] !== "function") throw new Error(`unsupported method ${method}`);
  const result = await engine[call](params);
  if (call !== "diff") return result ?? null;
  if (result.stdout) {
    const content = { content: result.stdout };
    send({ jsonrpc: "2.0", method: "print", params: content, id: 1_000_000 + id });
  }
  return { exitCode: result.exitCode, stdout: null };
}

async function openEngine({ url, schemaFiles }) {
  const files = schemaFiles.length > 0 ? schemaFiles : undefined;
  const { engine } = await openSchemaEngine({ url, schemaFiles: files });
  return engine;
}

function serve(options) {
  let engine;
  let pending = Promise.resolve();
  const handle = async (line) => {
    const request = JSON.parse(line);
    if (!request.method) return; // the CLI's receipt for something printed
    const reply = { jsonrpc: "2.0", id: request.id };
    try {
      engine ??= await openEngine(options);
      send({ ...reply, result: await answer(engine, request) });
    } catch (error) {
      const data = {
        is_panic: false,
        message: String(error?.message ?? error),
        meta: error?.meta ?? null,
        error_code: error?.code ?? null,
      };
      send({ ...reply, error: { code: KNOWN_ERROR, message: "An error happened.", data } });
    }
  };
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    if (line.trim()) pending = pending.then(() => handle(line));
  });
  lines.on("close", () => void pending.then(() => process.exit(0)));
}

const options = readArguments(process.argv.slice(2));
if (options.version) console.log(`schema-engine-cli ${ENGINE_VERSION}`);
else if (options.command) process.exitCode = await runCommand(options);
else serve(options);
