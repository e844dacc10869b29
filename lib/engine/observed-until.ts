import type { CompiledApi } from "./compile-apis.ts";
import type { SignalsData } from "./deployment.ts";
import { own } from "./own.ts";

/** Rule 41: until when the API is only observed, by its release or by a signal, whichever is longer. 0: it never was. */
export function observedUntil({ slug, data }: CompiledApi, { observed }: SignalsData): number {
  return Math.max(data.observe_until ?? 0, own(observed, slug)?.not_after ?? 0);
}
