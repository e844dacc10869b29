import { type Reply, headersToRemove } from "#enforcer/adapters/reply.ts";
import { writeField, writeNumber } from "./protobuf.ts";

/** google.rpc.Code */
const rpcCodes = { ok: 0, permissionDenied: 7, unauthenticated: 16 };
const overwriteIfExistsOrAdd = 2;

/**
 * A CheckResponse: what an allow sets upstream, overwriting, and what it takes away; or status, headers and body for
 * the caller. A status of 5xx is a denial here like any other: Envoy takes only a failed call for a failure.
 */
export function writeCheckResponse({ status, headers, body }: Reply): Buffer {
  const options = (field: number) =>
    Object.entries(headers).map(([name, value]) =>
      writeField(field, [
        writeField(1, [writeField(1, name), writeField(2, value)]),
        writeNumber(3, overwriteIfExistsOrAdd),
      ]),
    );
  if (status === 200) {
    const removed = headersToRemove(headers).map((name) => writeField(5, name));
    const allowed = writeField(3, [...options(2), ...removed]);
    return Buffer.concat([writeField(1, [writeNumber(1, rpcCodes.ok)]), allowed]);
  }
  const code = status === 401 ? rpcCodes.unauthenticated : rpcCodes.permissionDenied;
  const denied = [writeField(1, [writeNumber(1, status)]), ...options(2), writeField(3, body)];
  return Buffer.concat([writeField(1, [writeNumber(1, code)]), writeField(2, denied)]);
}
