import { apis } from "#lib/apis/contract.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { storeRateLimit } from "./stored-rate-limit.ts";

export const updateOperations = verb(apis.updateOperations, async (_ctx, input, tx) => {
  const api = found(await tx.api.findUnique({ where: { slug: input.slug } }), "API");
  const where = { apiId: api.id, id: { in: input.ids } };
  const chosen = await tx.operation.findMany({ where, select: { key: true, sensitivity: true } });
  if (chosen.length < new Set(input.ids).size)
    throw new AppError(
      "not-found",
      "Some of these operations are no longer there. Load the list again.",
    );
  await tx.operation.updateMany({
    where,
    data: {
      version: { increment: 1 },
      ...(input.sensitivity === undefined ? {} : { sensitivity: input.sensitivity }),
      ...(input.rateLimit === undefined ? {} : { rateLimit: storeRateLimit(input.rateLimit) }),
    },
  });
  return {
    result: { changed: chosen.length },
    audit: {
      target: { kind: "api", id: api.slug, name: api.name },
      detail: {
        operations: chosen.map(({ key, sensitivity }) => ({ key, before: sensitivity })),
        after: { sensitivity: input.sensitivity, rateLimit: input.rateLimit },
      },
    },
  };
});
