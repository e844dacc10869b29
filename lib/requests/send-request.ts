import type { z } from "zod";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { requests } from "./contract.ts";
import { exchange, type Answer } from "./exchange.ts";
import { checkToken } from "./check-token.ts";
import { readChallenge } from "./read-challenge.ts";

type Input = z.output<typeof requests.send.input>;

/** Each holds a database connection while its answer is awaited; a person sends one at a time. */
const atOnceMax = 4;
let atOnce = 0;

/**
 * The address comes from the enforcer's record, the host from the API's: a caller chooses among what administrators
 * named and can make the console connect nowhere else (docs/decisions/0013-requests-from-the-console.md).
 */
export const sendRequest = verb(requests.send, async (ctx, input, tx) => {
  if (ctx.actor.kind !== "user")
    throw new AppError("forbidden", "Requests are sent by a signed-in person, in their own name.");
  if (atOnce >= atOnceMax)
    throw new AppError("rate-limited", "Others are sending right now. Try again in a moment.");
  atOnce += 1;
  try {
    return await sendOne(ctx, input, tx);
  } finally {
    atOnce -= 1;
  }
});

async function sendOne(ctx: Context, input: Input, tx: Transaction) {
  const { gateway, api } = await findPlaces(tx, input);
  if (input.token !== null) checkToken(ctx, input.token, api.audience);
  const answer = await exchange({
    gateway,
    method: input.method,
    target: input.target,
    headers: headersOf(input),
    body: input.body,
  });
  const result = resultOf(answer);
  return {
    result,
    audit: {
      target: { kind: "api", id: api.slug, name: api.name },
      detail: {
        enforcer: input.enforcer,
        method: input.method,
        path: input.target.replace(/[?#].*$/s, ""),
        token: input.token !== null,
        status: answer.status,
        decisionId: result.decisionId,
      },
    },
  };
}

async function findPlaces(tx: Transaction, input: Input) {
  const enforcer = found(
    await tx.enforcer.findFirst({ where: { slug: input.enforcer, revokedAt: null } }),
    "enforcer",
  );
  if (enforcer.gatewayUrl === null)
    throw refuse("enforcer", "No address is known where this enforcer's gateway listens.");
  const api = found(
    await tx.api.findUnique({ where: { slug: input.api }, include: { hosts: true } }),
    "API",
  );
  if (!api.hosts.some(({ host }) => isNamedBy(host, input.host)))
    throw refuse("host", `${api.name} has no such host.`);
  return { gateway: enforcer.gatewayUrl, api };
}

/** A star stands for exactly one label (rule 42). */
function isNamedBy(pattern: string, host: string): boolean {
  if (!pattern.startsWith("*.")) return pattern === host;
  return (
    /^[a-z0-9-]+$/.test(host.slice(0, host.indexOf("."))) &&
    host.endsWith(pattern.slice(1)) &&
    host.indexOf(".") === host.length - pattern.length + 1
  );
}

function headersOf({ host, token, proof, headers, body }: Input): [string, string][] {
  return [
    ["Host", host],
    ...(token === null
      ? []
      : [["Authorization", `${proof === null ? "Bearer" : "DPoP"} ${token}`] as [string, string]]),
    ...(proof === null ? [] : [["DPoP", proof] as [string, string]]),
    ...headers.map(({ name, value }): [string, string] => [name, value]),
    ...(body === null
      ? []
      : [["Content-Length", String(Buffer.byteLength(body))] as [string, string]]),
    ["Connection", "close"],
  ];
}

function resultOf(answer: Answer): z.input<typeof requests.send.output> {
  const first = (name: string) =>
    answer.headers.find((each) => each.name.toLowerCase() === name)?.value ?? null;
  const demand = first("www-authenticate");
  const challenge = demand === null ? null : readChallenge(demand);
  return {
    status: answer.status,
    statusText: answer.statusText,
    headers: answer.headers
      .slice(0, 100)
      .map(({ name, value }) => ({ name, value: value.slice(0, 4000) })),
    body: textOf(answer.body, answer.isTruncated),
    bodyBytes: answer.body.length,
    truncated: answer.isTruncated,
    durationMs: answer.durationMs,
    decisionId: first("x-sallyport-decision-id"),
    reason: first("x-sallyport-reason"),
    challenge: challenge && { ...challenge, scopes: [...challenge.scopes] },
  };
}

/** UTF-8 or nothing; where the end was cut off, so may its last character have been. */
function textOf(body: Buffer, isTruncated: boolean): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body, { stream: isTruncated });
  } catch {
    return null;
  }
}

function refuse(path: string, message: string): AppError {
  return new AppError("invalid-input", message, { errors: [{ path, message }] });
}
