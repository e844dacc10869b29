import { approveRelease } from "./approve-release.ts";
import { compareReleases } from "./compare-releases.ts";
import { getRelease } from "./get-release.ts";
import { getReleaseStatus } from "./get-release-status.ts";
import { getRollout } from "./get-rollout.ts";
import { listReleases } from "./list-releases.ts";
import { planRelease } from "./plan-release.ts";
import { prepareRelease } from "./prepare-release.ts";
import { promoteRelease } from "./promote-release.ts";
import { publishRelease } from "./publish-release.ts";
import { rollbackRelease } from "./rollback-release.ts";
import { withdrawRelease } from "./withdraw-release.ts";

// The fixed paths before the numbered one.
export const releaseVerbs = [
  getReleaseStatus,
  planRelease,
  listReleases,
  prepareRelease,
  publishRelease,
  getRelease,
  getRollout,
  compareReleases,
  rollbackRelease,
  promoteRelease,
  approveRelease,
  withdrawRelease,
];
