import { createServer } from "node:net";
import { freePort } from "#e2e/programs.ts";

export type RequestLines = {
  readonly url: string;
  /** The targets that arrived, byte for byte (latin1). */
  readonly targets: string[];
  readonly close: () => Promise<void>;
};

/** An API that reads no more than request lines, and says hello to each. */
export async function recordRequestLines(): Promise<RequestLines> {
  const targets: string[] = [];
  const server = createServer((socket) => {
    let seen = "";
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      seen += chunk.toString("latin1");
      if (!seen.includes("\r\n\r\n")) return;
      targets.push(/^\S+ (.*) HTTP\/1\.\d\r\n/.exec(seen)?.[1] ?? seen);
      socket.end("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello");
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    targets,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}
