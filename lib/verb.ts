import type { z } from "zod";
import { may } from "#lib/auth/may.ts";
import { appendAuditEvent, type AuditTarget } from "#lib/audit/append-audit-event.ts";
import { phishingResistant } from "#lib/auth/verification.ts";
import type { Context } from "#lib/context.ts";
import type { Contract } from "#lib/contract.ts";
import { database, type Transaction } from "#lib/db/client.ts";
import { notifyChanged } from "#lib/db/notify.ts";
import { databaseAway, isDatabaseAway } from "#lib/database-away.ts";
import { AppError } from "#lib/errors.ts";
import { fieldErrors } from "#lib/field-errors.ts";
import { unstorableTexts } from "#lib/storable.ts";

/** Inside a verb the transaction is there, so that other verbs can join it. */
export type VerbContext = Context & { readonly tx: Transaction };

/** What a write must hand back: its result, and what the audit log says about it. */
export type Written<O> = {
  readonly result: O;
  readonly audit: {
    readonly target: AuditTarget;
    readonly detail?: Readonly<Record<string, unknown>>;
  };
};

type Run<I extends z.ZodType, O extends z.ZodType, K> = (
  ctx: VerbContext,
  input: z.output<I>,
  tx: Transaction,
) => Promise<K extends "write" ? Written<z.input<O>> : z.input<O>>;

export type Verb<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  (ctx: Context, input: z.input<I>): Promise<z.output<O>>;
  readonly contract: Contract<I, O>;
};

/** Any verb, for tables of verbs; `invoke` calls one with what came over the wire. */
export type AnyVerb = {
  (ctx: Context, input: never): Promise<unknown>;
  readonly contract: Contract;
};

/** The verb itself parses its input, whatever it is. */
export function invoke(each: AnyVerb, ctx: Context, input: unknown): Promise<unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the verb parses it
  return each(ctx, input as never);
}

/** Transactions that read a large description or write thousands of operations need longer than Prisma's 5 s. */
const transactionTimeoutMs = 60_000;

/**
 * Binds a contract to its one implementation, in this order and no other: actor, permission, ceremony, parse,
 * transaction (READ ONLY for reads, so that a write in a read fails in Postgres), run, audit event in the same
 * transaction, encode the output. Permission comes before parsing: a stranger learns nothing about the input.
 */
export function verb<I extends z.ZodType, O extends z.ZodType, K extends "read" | "write">(
  contract: Contract<I, O, K>,
  run: Run<I, O, K>,
): Verb<I, O> {
  async function call(ctx: Context, raw: z.input<I>): Promise<z.output<O>> {
    authorise(ctx, contract);
    const parsed = contract.input.safeParse(raw);
    const errors = parsed.success ? unstorableTexts(parsed.data) : fieldErrors(parsed.error);
    if (!parsed.success || errors.length > 0)
      throw new AppError("invalid-input", "The input is not as expected.", { errors });
    const work = async (tx: Transaction) => {
      const inner: VerbContext = { ...ctx, tx };
      const returned = await run(inner, parsed.data, tx);
      if (contract.kind === "read") return contract.output.parse(returned);
      const written = asWritten<z.input<O>>(returned);
      await appendAuditEvent(
        tx,
        inner,
        contract.audit ?? contract.name,
        written.audit.target,
        written.audit.detail ?? {},
      );
      await notifyChanged(tx, ["audit", ...(contract.invalidates ?? [])]);
      return contract.output.parse(written.result);
    };
    if (ctx.tx) return work(ctx.tx);
    try {
      return await database().$transaction(
        async (tx) => {
          if (contract.kind === "read") await tx.$executeRaw`SET TRANSACTION READ ONLY`;
          return work(tx);
        },
        { timeout: transactionTimeoutMs, maxWait: 10_000 },
      );
    } catch (error) {
      throw isDatabaseAway(error) ? databaseAway(error) : error;
    }
  }
  return Object.assign(call, { contract });
}

/** Throws unless the actor may use the contract now: signed in, permitted, and verified recently enough. */
export function authorise(ctx: Context, contract: Contract): void {
  const { actor } = ctx;
  if (!may(actor, contract.permission)) {
    if (actor.kind === "anonymous") throw new AppError("unauthenticated", "Sign in first.");
    throw new AppError("forbidden", `This needs the permission ${contract.permission}.`);
  }
  if (!contract.ceremony) return;
  if (actor.kind === "api-token" && contract.ceremony.tokens === "refused")
    throw new AppError(
      "forbidden",
      "This needs a person with a passkey; an API token can't do it.",
    );
  if (actor.kind !== "user") return;
  // Somebody without a passkey is signed in by a password: that is not the ceremony these verbs ask for.
  if (actor.acr !== phishingResistant)
    throw new AppError("ceremony-required", "Confirm with a passkey first.", {
      maxAgeSeconds: contract.ceremony.withinSeconds,
    });
  const ageSeconds = (Date.now() - actor.authTime.getTime()) / 1000;
  if (ageSeconds > contract.ceremony.withinSeconds)
    throw new AppError("ceremony-required", "Confirm with your passkey first.", {
      maxAgeSeconds: contract.ceremony.withinSeconds,
    });
}

/** Guaranteed by `Run`'s return type for writes. */
function asWritten<O>(value: unknown): Written<O> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as `Run` demands of writes
  return value as Written<O>;
}
