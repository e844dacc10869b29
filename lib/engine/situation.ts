import type { CanonicalRequest } from "./canonicalise.ts";
import type { CompiledApi, CompiledOperation } from "./compile-apis.ts";
import type { CompiledDeployment } from "./compile-deployment.ts";
import type { DecisionInput } from "./decision.ts";
import type { PathValues } from "./match-operation.ts";

/** A canonical request at a known API. */
export type Situation = {
  readonly compiled: CompiledDeployment;
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
};
