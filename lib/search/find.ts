import { may } from "#lib/auth/may.ts";
import type { Permission } from "#lib/auth/console-roles.ts";
import { containing } from "#lib/db/containing.ts";
import type { Transaction } from "#lib/db/client.ts";
import { verb } from "#lib/verb.ts";
import { search, type FoundThing } from "./contract.ts";

const perKind = 6;

type Finder = (tx: Transaction, q: string) => Promise<FoundThing[]>;

/** Each kind with what it takes to read it. */
const finders: readonly (readonly [Permission, Finder])[] = [
  ["apis:read", findApis],
  ["policies:read", findPolicies],
  ["people:read", findPeople],
  ["people:read", findRoles],
  ["devices:read", findDevices],
  ["enforcers:read", findEnforcers],
  ["apis:read", findOperations],
];

/** Kinds the caller may not read are left out, as if nothing were called so there. */
export const find = verb(search.find, async (ctx, { q }, tx) => {
  const items: FoundThing[] = [];
  for (const [permission, finder] of finders)
    if (may(ctx.actor, permission)) items.push(...(await finder(tx, q)));
  return { items };
});

async function findApis(tx: Transaction, q: string): Promise<FoundThing[]> {
  const rows = await tx.api.findMany({
    where: { OR: [{ slug: containing(q) }, { name: containing(q) }] },
    select: { slug: true, name: true, sensitivity: true },
    orderBy: { slug: "asc" },
    take: perKind,
  });
  return rows.map(({ slug, name, sensitivity }) => ({
    kind: "api",
    id: slug,
    name,
    detail: sensitivity,
  }));
}

async function findOperations(tx: Transaction, q: string): Promise<FoundThing[]> {
  const rows = await tx.operation.findMany({
    where: { OR: [{ key: containing(q) }, { template: containing(q) }] },
    select: { key: true, method: true, template: true, api: { select: { slug: true } } },
    orderBy: { key: "asc" },
    take: perKind,
  });
  return rows.map(({ key, method, template, api }) => ({
    kind: "operation",
    id: api.slug,
    name: key,
    detail: `${api.slug}: ${method} ${template}`,
  }));
}

async function findPolicies(tx: Transaction, q: string): Promise<FoundThing[]> {
  const rows = await tx.policy.findMany({
    where: { name: containing(q) },
    select: { name: true, effect: true, mode: true },
    orderBy: { name: "asc" },
    take: perKind,
  });
  return rows.map(({ name, effect, mode }) => ({
    kind: "policy",
    id: name,
    name,
    detail: mode === "enforce" ? effect : `${effect}, ${mode}`,
  }));
}

async function findPeople(tx: Transaction, q: string): Promise<FoundThing[]> {
  const rows = await tx.user.findMany({
    where: {
      state: { not: "deleted" },
      OR: [{ slug: containing(q) }, { name: containing(q) }, { email: containing(q) }],
    },
    select: { slug: true, name: true, email: true },
    orderBy: { slug: "asc" },
    take: perKind,
  });
  return rows.map(({ slug, name, email }) => ({ kind: "person", id: slug, name, detail: email }));
}

async function findRoles(tx: Transaction, q: string): Promise<FoundThing[]> {
  const rows = await tx.role.findMany({
    where: { OR: [{ slug: containing(q) }, { name: containing(q) }] },
    select: { slug: true, name: true },
    orderBy: { slug: "asc" },
    take: perKind,
  });
  return rows.map(({ slug, name }) => ({ kind: "role", id: slug, name, detail: slug }));
}

async function findDevices(tx: Transaction, q: string): Promise<FoundThing[]> {
  const rows = await tx.device.findMany({
    where: { OR: [{ slug: containing(q) }, { name: containing(q) }] },
    select: { slug: true, name: true, state: true },
    orderBy: { slug: "asc" },
    take: perKind,
  });
  return rows.map(({ slug, name, state }) => ({ kind: "device", id: slug, name, detail: state }));
}

async function findEnforcers(tx: Transaction, q: string): Promise<FoundThing[]> {
  const rows = await tx.enforcer.findMany({
    where: { OR: [{ slug: containing(q) }, { name: containing(q) }] },
    select: { slug: true, name: true, kind: true },
    orderBy: { slug: "asc" },
    take: perKind,
  });
  return rows.map(({ slug, name, kind }) => ({ kind: "enforcer", id: slug, name, detail: kind }));
}
