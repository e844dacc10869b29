import type { Caller } from "./find-caller.ts";
import type { ReadRequest } from "./read-request.ts";
import type { Api, Operation } from "./world.ts";

/** Everything that the conditions of one request may read. */
export type Situation = {
  readonly now: number;
  readonly address: string | null;
  readonly country: string | null;
  readonly caller: Caller;
  readonly api: Api;
  /** Null for an undocumented operation. */
  readonly operation: Operation | null;
  readonly path: ReadonlyMap<string, string>;
  readonly query: ReadRequest["query"];
  readonly remembersProofs: boolean;
};
