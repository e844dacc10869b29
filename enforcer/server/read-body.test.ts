import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readBody } from "./read-body.ts";

const bytesMax = 1000;
const seen: (string | null)[] = [];
const server = createServer((request, response) => {
  void readBody(request, bytesMax)
    .then((body) => seen.push(body))
    .finally(() => response.end());
});
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(() => void server.close());

/** Sends the parts one after the other, and how many bytes of a body were announced. */
async function send(length: number, ...parts: readonly Uint8Array[]): Promise<string | null> {
  const before = seen.length;
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`);
  for (const part of parts) {
    socket.write(part);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  socket.end();
  await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(before + 1);
  socket.destroy();
  return seen.at(-1) ?? null;
}

const euro = Buffer.from("€");

test("a body is one text, however it comes", async () => {
  expect(await send(0)).toBe("");
  expect(await send(3, euro)).toBe("€");
  expect(await send(3, euro.subarray(0, 1), euro.subarray(1))).toBe("€");
  expect(await send(bytesMax, Buffer.alloc(bytesMax, "a"))).toHaveLength(bytesMax);
});

test("too large, broken off or not UTF-8 is none, and leaves nothing behind for the next", async () => {
  expect(await send(bytesMax + 1, Buffer.alloc(bytesMax), Buffer.alloc(1))).toBeNull();
  expect(await send(3, euro.subarray(0, 2))).toBeNull();
  expect(await send(2, euro.subarray(0, 2))).toBeNull();
  expect(await send(1, euro.subarray(2))).toBeNull();
  expect(await send(1, Buffer.from("a"))).toBe("a");
});
