import type { Transaction } from "#lib/db/client.ts";
import { containing } from "#lib/db/containing.ts";
import type { ReleaseContent } from "#lib/engine/release-content.ts";
import type { SubjectRecord } from "#lib/engine/deployment.ts";
import { verb } from "#lib/verb.ts";
import { accessOf, bestDevices } from "./access.ts";
import { atBest } from "./at-best.ts";
import { simulation } from "./contract.ts";
import { groupAlike, simulatedOperations } from "./operation-groups.ts";
import { readCurrentContent, readNextContent } from "./read-contents.ts";
import { holderOf, imagine, readPeople, type People } from "./world.ts";

const rowsMax = 200;
const empty: ReleaseContent = { apis: [], policies: [] };

export const readMatrix = verb(simulation.matrix, async (_ctx, input, tx) => {
  const content =
    input.of === "draft"
      ? await readNextContent(tx, undefined)
      : ((await readCurrentContent(tx)) ?? empty);
  const { content: reachable, assumed } = atBest(content);
  const { people, rows } =
    input.rows === "roles" ? await roleRows(tx, input.q) : await personRows(tx, input.q);
  const now = Math.floor(Date.now() / 1000);
  const deployment = imagine(reachable, people, now);
  const operations = [...simulatedOperations(deployment.deployment.policy, reachable).values()];
  const shown = operations.filter(
    ({ api, sensitivity }) =>
      (input.api === undefined || api === input.api) &&
      (input.sensitivity === undefined || sensitivity === input.sensitivity),
  );
  const columns = groupAlike(shown, ({ signature }) => signature);
  const devices = bestDevices(people.devices);
  return {
    columns: columns.flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { api, sensitivity } = first;
      return [{ api, sensitivity, operations: group.map(({ id }) => id) }];
    }),
    rows: rows.slice(0, rowsMax).map(({ id, name }) => {
      const caller = { subject: id, device: id === null ? null : (devices.get(id) ?? null) };
      return {
        id,
        name,
        cells: columns.map(([first]) => accessOf(deployment, first, caller, now)),
      };
    }),
    assumed: [...assumed],
    more: Math.max(0, rows.length - rowsMax),
  };
});

type Rows = {
  readonly people: People;
  readonly rows: readonly { readonly id: string | null; readonly name: string }[];
};

const nobody = { id: null, name: "Without a token" };
/** Not a slug, so that no person or role can be called like it. */
const anybody = "(anybody)";

/** An imagined holder of each role, and of none. */
async function roleRows(tx: Transaction, q: string | undefined): Promise<Rows> {
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
    rows: [
      nobody,
      { id: anybody, name: "Signed in, no role" },
      ...roles.map(({ slug, name }) => ({ id: slug, name })),
    ],
  };
}

async function personRows(tx: Transaction, q: string | undefined): Promise<Rows> {
  const users = await tx.user.findMany({
    where: { state: "active", ...nameMatches(q) },
    orderBy: { slug: "asc" },
    select: { slug: true, name: true },
  });
  const owned = await tx.device.findMany({
    where: { owner: { slug: { in: users.map(({ slug }) => slug) } } },
    select: { slug: true },
  });
  const people = await readPeople(tx, {
    subjects: users.map(({ slug }) => slug),
    devices: owned.map(({ slug }) => slug),
  });
  return { people, rows: [nobody, ...users.map(({ slug, name }) => ({ id: slug, name }))] };
}

function nameMatches(q: string | undefined) {
  if (q === undefined || q === "") return {};
  const contains = containing(q);
  return { OR: [{ name: contains }, { slug: contains }] };
}
