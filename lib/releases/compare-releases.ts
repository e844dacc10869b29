import { verb } from "#lib/verb.ts";
import { releases } from "./contract.ts";
import { differenceOf } from "./difference.ts";
import { findRelease, snapshotOf } from "./internal.ts";

/** From `number` to `with`. */
export const compareReleases = verb(releases.compare, async (_ctx, input, tx) =>
  differenceOf(
    snapshotOf(await findRelease(tx, input.number)),
    snapshotOf(await findRelease(tx, input.with)),
  ),
);
