import { containing } from "#lib/db/containing.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { SubjectRecord } from "#lib/engine/deployment.ts";
import type { Caller } from "./matrix.ts";
import { holderOf, readPeople, type People } from "./world.ts";

export type Callers = { readonly people: People; readonly callers: readonly Caller[] };

const nobody: Caller = { id: null, name: "Without a token" };
/** Not a slug, so that no person or role can be called like it. */
const anybody = "(anybody)";

/** An imagined holder of each role, and of none. */
export async function readRoleHolders(tx: Transaction, q?: string): Promise<Callers> {
  const roles = await tx.role.findMany({
    where: nameMatches(q),
    orderBy: { slug: "asc" },
    select: { slug: true, name: true },
  });
  const subjects: Record<string, SubjectRecord> = Object.fromEntries(
    roles.map(({ slug }) => [slug, holderOf(slug)]),
  );
  subjects[anybody] = { ...holderOf(""), grants: [] };
  return {
    people: { subjects, devices: {} },
    callers: [
      nobody,
      { id: anybody, name: "Signed in, no role" },
      ...roles.map(({ slug, name }) => ({ id: slug, name })),
    ],
  };
}

/** Active people with their devices. */
export async function readActivePeople(tx: Transaction, q?: string): Promise<Callers> {
  const users = await tx.user.findMany({
    where: { state: "active", ...nameMatches(q) },
    orderBy: { slug: "asc" },
    select: { slug: true, name: true },
  });
  const slugs = users.map(({ slug }) => slug);
  const owned = await tx.device.findMany({
    where: { owner: { slug: { in: slugs } } },
    select: { slug: true },
  });
  const people = await readPeople(tx, {
    subjects: slugs,
    devices: owned.map(({ slug }) => slug),
  });
  return { people, callers: [nobody, ...users.map(({ slug, name }) => ({ id: slug, name }))] };
}

function nameMatches(q: string | undefined) {
  if (q === undefined || q === "") return {};
  return { OR: [{ name: containing(q) }, { slug: containing(q) }] };
}
