import type { FastifyInstance } from "fastify";
import type { Authority } from "#authority/authority.ts";
import { createStatusReader } from "#authority/read-status.ts";
import { authenticate, refuseStrangers } from "./authenticate.ts";

/** A report of OPA's is tens of kilobytes with its metrics. */
const statusBytesMax = 1024 * 1024;

/**
 * Status reports (management-status). OPA never repeats one, so the answer is 204 whatever it holds; who it is
 * about comes from the credential, never from its labels.
 */
export function statusRoutes(server: FastifyInstance, authority: Authority): void {
  const read = createStatusReader(authority.fleet);
  const options = { bodyLimit: statusBytesMax, onRequest: refuseStrangers(authority) };
  for (const path of ["/opa/v1/status", "/opa/v1/status/:partition"])
    server.post(path, options, (request, reply) => {
      const credential = authenticate(authority, request, reply);
      if (credential === null) return reply;
      const { body } = request;
      if (Buffer.isBuffer(body)) read(credential.enforcerId, body.toString("utf8"));
      return reply.code(204).send();
    });
}
