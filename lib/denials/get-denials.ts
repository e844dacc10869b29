import type { Transaction } from "#lib/db/client.ts";
import { verb } from "#lib/verb.ts";
import { denials } from "./contract.ts";
import { countParts, countUsual, windowUntil, type Part, type Window } from "./count-decisions.ts";
import { findCause } from "./find-cause.ts";
import { findGroups, type Group } from "./find-groups.ts";
import { findSilent } from "./find-silent.ts";
import { findSince } from "./find-since.ts";

const groupsMax = 50;

export const getDenials = verb(denials.get, async (_ctx, _input, tx) => {
  const window = windowUntil(new Date());
  const parts = await countParts(tx, window);
  const groups = await findGroups(tx, parts, await countUsual(tx, window));
  return {
    ...window,
    decided: sum(parts.map(({ count }: Part) => count)),
    denied: sum(groups.map(({ denied }) => denied)),
    jump: await jumpOf(
      tx,
      groups.filter(({ jumped }) => jumped),
      window,
    ),
    groups: groups.slice(0, groupsMax),
    silent: await findSilent(tx, window.to),
  };
});

async function jumpOf(tx: Transaction, jumped: readonly Group[], window: Window) {
  const [top] = jumped;
  if (!top) return null;
  const since = await findSince(tx, top, window);
  return {
    denied: sum(jumped.map(({ denied }) => denied)),
    since,
    top,
    cause: await findCause(tx, top, since, window),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
