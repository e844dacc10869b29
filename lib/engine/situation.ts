import type { CanonicalRequest } from "./canonicalise.ts";
import type { CompiledApi, CompiledOperation } from "./compile-apis.ts";
import type { Decision, DecisionInput } from "./decision.ts";
import type { PathValues } from "./match-operation.ts";
import type { Identified } from "./identify-caller.ts";

/** A canonical request at a known API, with the caller identified or refused. */
export type Situation = {
  readonly revisions: Decision["revisions"];
  readonly input: DecisionInput;
  readonly now: number;
  readonly trace: boolean;
  readonly api: CompiledApi;
  /** Null: undocumented. */
  readonly operation: CompiledOperation | null;
  readonly request: CanonicalRequest;
  readonly path: PathValues;
  /** Seconds; the API is only observed before it. */
  readonly observedUntil: number;
  readonly degraded: boolean;
  readonly expiresIn: number;
  readonly identified: Identified;
};
