import { createServer, type Server } from "node:http";

const waitMs = 5 * 60_000;

export type CodeAnswer = { readonly code: string; readonly redirectUri: string };

/**
 * Listens on a loopback address with a port of the system's choice (RFC 8252, section 7.3) until the browser brings
 * the code. An answer without our `state` is not ours and is refused (RFC 6749, section 10.12).
 */
export async function awaitCode(
  state: string,
  begin: (redirectUri: string) => void,
): Promise<CodeAnswer> {
  const server = createServer();
  const redirectUri = await listen(server);
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error("Nobody answered in the browser within five minutes.")),
        waitMs,
      );
      timer.unref();
      server.on("request", (request, response) => {
        const url = new URL(request.url ?? "/", redirectUri);
        const code = url.searchParams.get("code");
        const ours = url.pathname === "/callback" && url.searchParams.get("state") === state;
        response.setHeader("content-type", "text/plain; charset=utf-8");
        response.setHeader("connection", "close");
        if (!ours || code === null) {
          response.writeHead(400).end("This is not the answer that was waited for.\n");
          return;
        }
        response.end("Done. Go back to the terminal; you can close this page.\n");
        clearTimeout(timer);
        resolve({ code, redirectUri });
      });
      begin(redirectUri);
    });
  } finally {
    server.close();
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address !== "object" || address === null) reject(new Error("No port."));
      else resolve(`http://127.0.0.1:${address.port}/callback`);
    });
  });
}
