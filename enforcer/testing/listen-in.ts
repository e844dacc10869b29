import { createServer, request as ask } from "node:http";
import { freePort } from "#e2e/programs.ts";

export type ListenedIn = {
  readonly url: string;
  /** The targets that were asked about, as the gateway said them. */
  readonly targets: string[];
  readonly close: () => Promise<void>;
};

/** Stands between a gateway and the enforcer, and passes everything on as it is. */
export async function listenIn(enforcerUrl: string): Promise<ListenedIn> {
  const targets: string[] = [];
  const server = createServer((request, response) => {
    const { method, url = "", rawHeaders } = request;
    const said = (name: string) => request.headers[name]?.toString();
    targets.push(said("x-original-uri") ?? said("x-forwarded-uri") ?? url);
    const headers = rawHeaders.slice();
    const onward = ask(enforcerUrl, { method, path: url, headers, setHost: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    targets,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
