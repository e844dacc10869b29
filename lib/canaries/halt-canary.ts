import { notify } from "#lib/db/notify.ts";
import { verb } from "#lib/verb.ts";
import { canaries } from "./contract.ts";
import { actorName, findCanary, request, viewOf } from "./internal.ts";

/** The authority does it: it holds the keys that the old content is signed with anew. */
export const haltCanary = verb(canaries.halt, async (ctx, { number, reason }, tx) => {
  await request(tx, await findCanary(tx, number), "halt", { name: actorName(ctx.actor), reason });
  await notify(tx, "releases");
  return {
    result: await viewOf(tx, number),
    audit: {
      target: { kind: "release", id: String(number), name: `Release ${number}` },
      detail: { reason },
    },
  };
});
