import { connect } from "node:net";

export type RawAnswer = { readonly status: number; readonly head: string };

/** A request line and headers byte for byte, as no client library would send them. */
export async function rawRequest(
  port: number,
  target: string,
  headers: readonly string[],
  method = "GET",
  body = "",
): Promise<RawAnswer> {
  const lines = [`${method} ${target} HTTP/1.1`, ...headers, "Connection: close", "", body];
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(lines.join("\r\n"), "latin1"));
    let seen = "";
    socket.on("data", (chunk: Buffer) => (seen += chunk.toString("latin1")));
    socket.on("end", () => resolve(seen));
    socket.on("error", reject);
  });
  return { status: Number(text.split(" ")[1]), head: text.split("\r\n\r\n")[0] ?? "" };
}
