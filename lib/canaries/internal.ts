import type { z } from "zod";
import type { Actor } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Canary } from "#lib/db/generated/client.ts";
import { AppError, found } from "#lib/errors.ts";
import { planSentence } from "./canary-plan.ts";
import { limits } from "./compare-groups.ts";
import { canaryPlan, evaluation, type canaryView } from "./contract.ts";

type View = z.input<typeof canaryView>;

export async function findCanary(tx: Transaction, number: number): Promise<Canary> {
  return found(await tx.canary.findUnique({ where: { releaseNumber: number } }), "canary");
}

export async function viewOf(tx: Transaction, number: number): Promise<View> {
  const row = await tx.canary.findUnique({
    where: { releaseNumber: number },
    include: { release: { select: { state: true, canaryPlan: true } } },
  });
  const { release, ...canary } = found(row, "canary");
  const plan = canaryPlan.parse(release.canaryPlan);
  return {
    release: number,
    channel: canary.channelSlug,
    state: stateOf(canary, release.state),
    plan,
    planSentence: planSentence(plan),
    enforcerCount: canary.enforcerIds.length,
    enforcers: await tx.enforcer.findMany({
      where: { id: { in: canary.enforcerIds } },
      orderBy: { slug: "asc" },
      take: 50,
      select: { slug: true, name: true },
    }),
    startedAt: canary.startedAt,
    mayContinueAt: continuesAt(canary, plan.minutes),
    endedAt: canary.endedAt,
    endedBecause: canary.endedBecause,
    evaluation: evaluation.safeParse(canary.evaluation).data ?? null,
    limits,
  };
}

function stateOf({ endedAt, requested }: Canary, release: string): View["state"] {
  if (endedAt !== null) return release === "halted" ? "halted" : "continued";
  if (requested === null) return "running";
  return requested === "halt" ? "halting" : "continuing";
}

export function continuesAt({ startedAt }: Canary, minutes: number): Date {
  return new Date(startedAt.getTime() + minutes * 60_000);
}

/** Writes what the authority shall do; halting overrules continuing, never the other way round. */
export async function request(
  tx: Transaction,
  canary: Canary,
  what: "continue" | "halt",
  by: { readonly name: string; readonly reason: string | null },
): Promise<void> {
  const { count } = await tx.canary.updateMany({
    where: {
      releaseNumber: canary.releaseNumber,
      endedAt: null,
      ...(what === "continue" && { requested: null }),
    },
    data: { requested: what, requestedBy: by.name, requestReason: by.reason },
  });
  if (count === 0)
    throw new AppError("conflict", `The canary of release ${canary.releaseNumber} is over.`);
}

export function actorName(actor: Actor): string {
  return "name" in actor ? actor.name : "Sallyport";
}
