import type { z } from "zod";
import { demand } from "#lib/auth/may.ts";
import type { Transaction } from "#lib/db/client.ts";
import { containing } from "#lib/db/containing.ts";
import { policies, type PolicyName } from "#lib/policies/contract.ts";
import { verb } from "#lib/verb.ts";
import { readKnownFacts } from "./known-facts.ts";

type Input = z.output<typeof policies.names.input>;

const most = 50;

/** What the editor completes: of thousands, the first that contain what was typed. */
export const listNames = verb(policies.names, async (ctx, input, tx) => {
  if (input.kind === "roles" || input.kind === "users") demand(ctx.actor, "people:read");
  return { items: [...(await readers[input.kind](tx, input))].slice(0, most) };
});

const page = {
  select: { slug: true, name: true },
  orderBy: { slug: "asc" },
  take: most,
} as const;

const readers: Readonly<
  Record<Input["kind"], (tx: Transaction, input: Input) => Promise<readonly PolicyName[]>>
> = {
  roles: async (tx, { q }) => named(await tx.role.findMany({ ...page, where: matching(q) })),
  apis: async (tx, { q }) => named(await tx.api.findMany({ ...page, where: matching(q) })),
  users: async (tx, { q }) =>
    named(
      await tx.user.findMany({
        ...page,
        where: { state: { not: "deleted" }, ...matching(q) },
      }),
    ),
  operations: readOperations,
  tags: readTags,
  facts: readFacts,
};

function matching(q: string) {
  return q === "" ? {} : { OR: [{ slug: containing(q) }, { name: containing(q) }] };
}

function named(rows: readonly { readonly slug: string; readonly name: string }[]): PolicyName[] {
  return rows.map(({ slug, name }) => ({ value: slug, detail: name }));
}

async function readOperations(tx: Transaction, { q, api }: Input): Promise<PolicyName[]> {
  const rows = await tx.operation.findMany({
    where: {
      ...(api === undefined ? {} : { api: { slug: api } }),
      ...(q === "" ? {} : { OR: [{ key: containing(q) }, { template: containing(q) }] }),
    },
    select: { key: true, method: true, template: true },
    distinct: ["key"],
    orderBy: { key: "asc" },
    take: most,
  });
  return rows.map(({ key, method, template }) => ({
    value: key,
    detail: `${method} ${template}`,
  }));
}

async function readTags(tx: Transaction, { q }: Input): Promise<PolicyName[]> {
  const rows = await tx.$queryRaw<{ tag: string; count: bigint }[]>`
    SELECT tag, count(*) FROM "Operation", unnest("tags") AS tag GROUP BY tag ORDER BY tag LIMIT 1000`;
  return rows
    .filter(({ tag }) => tag.toLowerCase().includes(q.toLowerCase()))
    .map(({ tag, count }) => ({ value: tag, detail: `${count} operations` }));
}

async function readFacts(tx: Transaction, { q, api }: Input): Promise<readonly PolicyName[]> {
  const rows = await tx.operation.findMany({
    where: { template: { contains: "{" }, ...(api === undefined ? {} : { api: { slug: api } }) },
    select: { template: true },
    distinct: ["template"],
    take: 5000,
  });
  const facts = await readKnownFacts(
    tx,
    rows.map(({ template }) => template),
  );
  return facts.filter(({ value }) => value.toLowerCase().includes(q.toLowerCase()));
}
