import { Server, type IncomingMessage } from "node:http";
import { socketAddressHeader } from "./client-address.ts";

/**
 * Writes each request's socket address into a header of our own, over whatever the client sent there, before Next
 * sees the request: Next hides the socket from handlers, and its X-Forwarded-For is the client's where it sent one.
 */
export function stampSocketAddress(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const { emit } = Server.prototype;
  Server.prototype.emit = function stamped(
    this: Server,
    event: string | symbol,
    ...args: unknown[]
  ) {
    if (event === "request" && isRequest(args[0])) {
      const { headers, socket } = args[0];
      headers[socketAddressHeader] = socket.remoteAddress ?? "";
    }
    return Reflect.apply(emit, this, [event, ...args]);
  };
}

/** Node gives an IncomingMessage first with every `request`. */
function isRequest(value: unknown): value is IncomingMessage {
  return typeof value === "object" && value !== null && "socket" in value && "headers" in value;
}
