import { auditVerbs } from "#lib/audit/verbs.ts";
import { overviewVerbs } from "#lib/overview/verbs.ts";
import { settingsVerbs } from "#lib/settings/verbs.ts";
import type { AnyVerb } from "#lib/verb.ts";

/** Every verb of the product. Each domain lists its own in `lib/<domain>/verbs.ts`. */
export const verbs: readonly AnyVerb[] = [...auditVerbs, ...overviewVerbs, ...settingsVerbs];
