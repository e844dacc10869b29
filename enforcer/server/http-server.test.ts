import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { createHttpServer } from "./http-server.ts";

test("a handler that throws, at once or later, is a denial, and the server goes on", async () => {
  const seen: unknown[] = [];
  const server = createHttpServer({
    own: new Map([
      [
        "/now",
        () => {
          throw new Error("at once");
        },
      ],
      ["/later", () => Promise.reject(new Error("later"))],
    ]),
    rest: null,
    unparsable: () => undefined,
    failed: (error) => void seen.push(error),
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  for (const path of ["/now", "/later", "/now"]) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    expect(response.status).toBe(403);
    expect(response.headers.get("x-sallyport-reason")).toBe("internal-error");
    expect(await response.text()).not.toContain("later");
  }
  expect(seen).toHaveLength(3);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test("no header hides behind a thousand others", async () => {
  const names: string[] = [];
  const server = createHttpServer({
    own: new Map([
      [
        "/",
        (request, response) => {
          names.push(...request.rawHeaders);
          response.end();
        },
      ],
    ]),
    rest: null,
    unparsable: () => undefined,
    failed: () => undefined,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const socket = connect(typeof address === "object" && address !== null ? address.port : 0);
  const fillers = "a: 1\r\n".repeat(9_000);
  socket.write(`GET / HTTP/1.1\r\nhost: a\r\n${fillers}x-http-method-override: PUT\r\n\r\n`);
  await once(socket, "data");
  expect(names).toContain("x-http-method-override");
  socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});
