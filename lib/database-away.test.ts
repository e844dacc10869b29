import { databaseUrl } from "#scripts/test-database.ts";
import { connect, createServer, type Server, type Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import { afterAll, expect, test } from "vitest";
import { databaseAway, isDatabaseAway } from "#lib/database-away.ts";
import { PrismaClient } from "#lib/db/generated/client.ts";
import { problem } from "#lib/http/problem.ts";

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

function listen(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer(onSocket);
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

const clientOf = (url: string, timeoutMs = 300) =>
  new PrismaClient({
    adapter: new PrismaPg({
      connectionString: url,
      max: 1,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
    }),
  });

async function failureOf(client: PrismaClient): Promise<unknown> {
  try {
    return await client.setting.findMany();
  } catch (error) {
    return error;
  } finally {
    void client.$disconnect().catch(() => undefined);
  }
}

/** What a caller of the REST API is told. */
async function told(error: unknown): Promise<string> {
  const response = problem(error, "request");
  return `${response.status} ${await response.text()}`;
}

const away = expect.stringMatching(/^503 .*"The database can't be reached\./);

test("a port where nothing listens is a database that is away", async () => {
  const error = await failureOf(clientOf("postgresql://u:p@127.0.0.1:1/x"));
  expect(await told(error)).toEqual(away);
});

test("a server that takes connections and never answers is a database that is away", async () => {
  const port = await listen(() => undefined);
  const error = await failureOf(clientOf(`postgresql://u:p@127.0.0.1:${port}/x`));
  expect(await told(error)).toEqual(away);
});

test("a server that ends every connection is a database that is away", async () => {
  const port = await listen((socket) => socket.destroy());
  const error = await failureOf(clientOf(`postgresql://u:p@127.0.0.1:${port}/x`));
  expect(await told(error)).toEqual(away);
});

test("a database that hangs on an open connection is away, and keeps nobody waiting", async () => {
  const url = new URL(databaseUrl);
  const databasePort = Number(url.port);
  let hangs = false;
  const port = await listen((socket) => {
    const upstream = connect(databasePort, "127.0.0.1");
    socket.on("data", (bytes) => hangs || upstream.write(bytes));
    upstream.on("data", (bytes) => hangs || socket.write(bytes));
    for (const end of [socket, upstream]) end.on("error", () => undefined);
    socket.on("close", () => upstream.destroy());
  });
  url.port = String(port);
  const client = clientOf(url.href, 5000);
  await client.setting.count();
  hangs = true;
  const error = await failureOf(client);
  expect(await told(error)).toEqual(away);
});

test("a defect is not taken for a database that is away", () => {
  expect(isDatabaseAway(new TypeError("x is not a function"))).toBe(false);
  expect(isDatabaseAway(databaseAway(new Error("ECONNREFUSED")))).toBe(true);
});
