import type { z } from "zod";
import { apis } from "#lib/apis/contract.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { AppError, found } from "#lib/errors.ts";
import { readPolicies } from "#lib/policies/read-policies.ts";
import { verb } from "#lib/verb.ts";
import { readTemplate, type ReadTemplate } from "./description/read-template.ts";
import { operationOf } from "./operation-row.ts";
import { placeName } from "./place-name.ts";
import { storeRateLimit } from "./stored-rate-limit.ts";

export const addOperation = verb(apis.addOperation, async (_ctx, input, tx) => {
  const api = found(await tx.api.findUnique({ where: { slug: input.slug } }), "API");
  const template = readTemplate(input.template);
  if (typeof template === "string")
    throw wrong("template", `No request can match this path: ${template}.`);
  if (template.endsInSlash && api.trailingSlash !== "required")
    throw wrong("template", "A path ends in a slash only where the API requires trailing slashes.");
  const key = input.operationId || placeName(input.method, template.template);
  const same = await tx.operation.findFirst({
    where: { apiId: api.id, OR: [{ key }, { method: input.method, shape: template.shape }] },
  });
  if (same)
    throw new AppError(
      "conflict",
      `${same.method} ${same.template} (${same.key}) is this operation already.`,
      {
        errors: [
          {
            path: same.key === key && input.operationId ? "operationId" : "template",
            message: "is taken",
          },
        ],
      },
    );
  const row = await tx.operation.create({
    data: operationData(api.id, input, template, key),
  });
  await tx.api.update({ where: { id: api.id }, data: { version: { increment: 1 } } });
  return {
    result: operationOf(api, row, await readPolicies(tx)),
    audit: {
      target: { kind: "api", id: api.slug, name: api.name },
      detail: { added: `${row.method} ${row.template}` },
    },
  };
});

type Input = z.output<typeof apis.addOperation.input>;

function operationData(
  apiId: string,
  input: Input,
  { template, shape }: ReadTemplate,
  key: string,
): Prisma.OperationUncheckedCreateInput {
  return {
    apiId,
    key,
    method: input.method,
    template,
    shape,
    operationIds: input.operationId ? [input.operationId] : [],
    summary: input.summary,
    tags: [...new Set(input.tags)],
    sensitivity: input.sensitivity ?? null,
    rateLimit: storeRateLimit(input.rateLimit ?? null),
  };
}

function wrong(path: string, message: string): AppError {
  return new AppError("invalid-input", message, { errors: [{ path, message }] });
}
