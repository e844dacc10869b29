import {
  type Http2Server,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
  createServer,
} from "node:http2";

export type UnaryCall = {
  readonly message: Buffer;
  /** Of the socket. */
  readonly peerAddress: string | null;
  readonly metadata: IncomingHttpHeaders;
};

export type GrpcServer = { readonly server: Http2Server; readonly end: () => void };

type Method = {
  readonly path: string;
  /** Null for what is no message of this method: too long, compressed, broken off. */
  readonly answer: (call: UnaryCall | null) => Promise<Buffer>;
};

const messageBytesMax = 4_194_304;

/**
 * One unary gRPC method over HTTP/2 without TLS (the wire is `application/grpc`: five bytes of flag and length, the
 * message, then trailers). It is little enough to write here: the library would double the enforcer. Whatever comes
 * in, the answer is a message: a failed call is what `failure_mode_allow` lets pass.
 */
export function createGrpcServer(method: Method): GrpcServer {
  const sessions = new Set<Http2Session>();
  const server = createServer();
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
    session.on("error", () => session.destroy());
  });
  server.on("stream", (stream, headers) => {
    stream.on("error", () => stream.destroy());
    if (!headers["content-type"]?.startsWith("application/grpc")) return fail(stream, 415);
    if (headers[":path"] !== method.path) return fail(stream, 200, unimplemented);
    void answer(stream, headers, method);
  });
  return {
    server,
    end: () => {
      server.close();
      for (const session of sessions) session.destroy();
    },
  };
}

const unimplemented = { "content-type": "application/grpc", "grpc-status": "12" };

function fail(stream: ServerHttp2Stream, status: number, headers = {}): void {
  stream.respond({ ":status": status, ...headers }, { endStream: true });
}

async function answer(
  stream: ServerHttp2Stream,
  metadata: IncomingHttpHeaders,
  method: Method,
): Promise<void> {
  const message = await readMessage(stream);
  const peerAddress = stream.session?.socket.remoteAddress ?? null;
  const reply = await method.answer(message === null ? null : { message, peerAddress, metadata });
  if (stream.destroyed) return;
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(reply.length, 1);
  stream.end(Buffer.concat([frame, reply]));
}

/** The one message of a call, or null. */
function readMessage(stream: ServerHttp2Stream): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    stream.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > messageBytesMax) resolve(null);
      else chunks.push(chunk);
    });
    stream.on("end", () => {
      const body = Buffer.concat(chunks);
      const isWhole = body.length >= 5 && body[0] === 0 && body.readUInt32BE(1) === body.length - 5;
      resolve(isWhole ? body.subarray(5) : null);
    });
    stream.on("close", () => resolve(null));
  });
}
