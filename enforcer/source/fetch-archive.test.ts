import { createServer, type RequestListener } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { fetchArchive } from "./fetch-archive.ts";

async function fetchFrom(listener: RequestListener, bytesMax = 1000) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  try {
    return await fetchArchive({
      url: `http://127.0.0.1:${port}/policy`,
      token: "spe_test",
      tag: null,
      waitSeconds: null,
      bytesMax,
      silenceMsMax: 1500,
      signal: new AbortController().signal,
      userAgent: "test",
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const head = { "Content-Type": "application/vnd.openpolicyagent.bundles", ETag: '"a"' };

async function* slowly() {
  for (let part = 0; part < 8; part += 1) {
    yield "0123456789";
    await sleep(250);
  }
}

test("an archive that comes slowly, but keeps coming, is taken", async () => {
  const answer = await fetchFrom((_request, response) => {
    response.writeHead(200, head);
    const parts = pipeline(Readable.from(slowly()), response);
    parts.catch(() => undefined);
  });
  expect(answer).toMatchObject({ kind: "archive", tag: '"a"', longPoll: true });
  expect(answer.kind === "archive" && answer.bytes.length).toBe(80);
});

test.each([
  ["never answers", () => undefined],
  ["stops in the middle", (_request, response) => response.writeHead(200, head).write("01")],
] satisfies [string, RequestListener][])(
  "a server that %s is given up",
  async (_what, listener) => {
    await expect(fetchFrom(listener)).rejects.toMatchObject({ code: "timeout" });
  },
);

test("more than the limit is not read, with a length and without", async () => {
  const large = "x".repeat(2000);
  await expect(fetchFrom((_, to) => to.writeHead(200, head).end(large))).rejects.toMatchObject({
    code: "too-large",
  });
  await expect(
    fetchFrom((_, to) => {
      to.writeHead(200, head).write(large);
    }),
  ).rejects.toMatchObject({ code: "too-large" });
});

const page: RequestListener = (_, response) =>
  response.writeHead(200, { "content-type": "text/html" }).end("<p>");

test("neither a redirect nor a page is an archive, and the credential follows no redirect", async () => {
  const asked: (string | undefined)[] = [];
  const moved: RequestListener = ({ url }, response) => {
    asked.push(url);
    response.writeHead(302, { location: "/elsewhere" }).end();
  };
  await expect(fetchFrom(moved)).rejects.toMatchObject({ httpStatus: 302 });
  expect(asked).toEqual(["/policy"]);
  await expect(fetchFrom(page)).rejects.toMatchObject({ code: "bad-media-type" });
});
