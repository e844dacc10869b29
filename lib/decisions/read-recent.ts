import type { z } from "zod";
import { may } from "#lib/auth/may.ts";
import type { Context } from "#lib/context.ts";
import type { decisions } from "./contract.ts";
import { listDecisions } from "./list-decisions.ts";

type Filter = { readonly [name in "api" | "subject" | "device" | "enforcer" | "policy"]?: string };

/** The newest decisions about one thing; null where the viewer may not read decisions. */
export async function readRecent(
  ctx: Context,
  filter: Filter,
): Promise<z.output<typeof decisions.list.output>["items"] | null> {
  if (!may(ctx.actor, "decisions:read")) return null;
  return (await listDecisions(ctx, { ...filter, limit: 25 })).items;
}
