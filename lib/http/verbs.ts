// oxlint-disable import/max-dependencies -- the one place that names every domain
import { apiVerbs } from "#lib/apis/verbs.ts";
import { auditVerbs } from "#lib/audit/verbs.ts";
import { authenticatorVerbs } from "#lib/authenticators/verbs.ts";
import { bulkVerbs } from "#lib/bulk/verbs.ts";
import { canaryVerbs } from "#lib/canaries/verbs.ts";
import { channelVerbs } from "#lib/channels/verbs.ts";
import { decisionVerbs } from "#lib/decisions/verbs.ts";
import { denialVerbs } from "#lib/denials/verbs.ts";
import { deviceVerbs } from "#lib/devices/verbs.ts";
import { identityVerbs } from "#lib/identities/verbs.ts";
import { exportVerbs } from "#lib/exports/verbs.ts";
import { issuerVerbs } from "#lib/issuers/verbs.ts";
import { keyVerbs } from "#lib/keys/verbs.ts";
import { lossVerbs } from "#lib/losses/verbs.ts";
import { overviewVerbs } from "#lib/overview/verbs.ts";
import { settingsVerbs } from "#lib/settings/verbs.ts";
import { preferenceVerbs } from "#lib/preferences/verbs.ts";
import { policyVerbs } from "#lib/policies/verbs.ts";
import { requestVerbs } from "#lib/requests/verbs.ts";
import { sampleVerbs } from "#lib/samples/verbs.ts";
import { searchVerbs } from "#lib/search/verbs.ts";
import { simulationVerbs } from "#lib/simulation/verbs.ts";
import { tokenVerbs } from "#lib/tokens/verbs.ts";
import { releaseVerbs } from "#lib/releases/verbs.ts";
import { enforcerVerbs } from "#lib/enforcers/verbs.ts";
import type { AnyVerb } from "#lib/verb.ts";

/** Every verb of the product. Each domain lists its own in `lib/<domain>/verbs.ts`. */
export const verbs: readonly AnyVerb[] = [
  ...apiVerbs,
  ...auditVerbs,
  ...authenticatorVerbs,
  ...bulkVerbs,
  ...canaryVerbs,
  ...channelVerbs,
  ...decisionVerbs,
  ...denialVerbs,
  ...deviceVerbs,
  ...identityVerbs,
  ...exportVerbs,
  ...issuerVerbs,
  ...keyVerbs,
  ...lossVerbs,
  ...overviewVerbs,
  ...policyVerbs,
  ...preferenceVerbs,
  ...settingsVerbs,
  ...requestVerbs,
  ...sampleVerbs,
  ...searchVerbs,
  ...simulationVerbs,
  ...tokenVerbs,
  ...releaseVerbs,
  ...enforcerVerbs,
];
