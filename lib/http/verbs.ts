import type { AnyVerb } from "#lib/verb.ts";

/** Every verb of the product. Each domain lists its own in `lib/<domain>/verbs.ts`. */
export const verbs: readonly AnyVerb[] = [];
