import { containing } from "#lib/db/containing.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { SubjectRecord } from "#lib/engine/deployment.ts";
import type { Caller } from "./matrix.ts";
import { holderOf, readPeople, type People } from "./world.ts";

export type Callers = {
  readonly people: People;
  readonly callers: readonly Caller[];
  /** How many more there are than were asked for. */
  readonly more: number;
};

const nobody: Caller = { id: null, name: "Without a token" };
/** Not a slug, so that no person or role can be called like it. */
const anybody = "(anybody)";

/** An imagined holder of each role, and of none; `max` callers at most. */
export async function readRoleHolders(tx: Transaction, max: number, q?: string): Promise<Callers> {
  const roles = await tx.role.findMany({
    where: nameMatches(q),
    orderBy: { slug: "asc" },
    select: { slug: true, name: true },
  });
  const subjects: Record<string, SubjectRecord> = Object.fromEntries(
    roles.map(({ slug }) => [slug, holderOf(slug)]),
  );
  subjects[anybody] = { ...holderOf(""), grants: [] };
  const callers = [
    nobody,
    { id: anybody, name: "Signed in, no role" },
    ...roles.map(({ slug, name }) => ({ id: slug, name })),
  ];
  return { people: { subjects, devices: {} }, ...firstOf(callers, max) };
}

/** Active people with their devices; `max` callers at most. */
export async function readActivePeople(tx: Transaction, max: number, q?: string): Promise<Callers> {
  const users = await tx.user.findMany({
    where: { state: "active", ...nameMatches(q) },
    orderBy: { slug: "asc" },
    select: { slug: true, name: true },
  });
  const all = [nobody, ...users.map(({ slug, name }) => ({ id: slug, name }))];
  const shown = firstOf(all, max);
  const slugs = shown.callers.flatMap(({ id }) => id ?? []);
  const owned = await tx.device.findMany({
    where: { owner: { slug: { in: slugs } } },
    select: { slug: true },
  });
  const people = await readPeople(tx, {
    subjects: slugs,
    devices: owned.map(({ slug }) => slug),
  });
  return { people, ...shown };
}

function firstOf(all: readonly Caller[], max: number): Pick<Callers, "callers" | "more"> {
  const callers = all.slice(0, max);
  return { callers, more: all.length - callers.length };
}

function nameMatches(q: string | undefined) {
  if (q === undefined || q === "") return {};
  return { OR: [{ name: containing(q) }, { slug: containing(q) }] };
}
