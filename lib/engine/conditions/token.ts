import { z } from "zod";
import { compareUtf8 } from "#lib/engine/compare-utf8.ts";
import type { Truth } from "#lib/engine/decision.ts";
import type { TokenFacts } from "#lib/engine/facts.ts";
import { and, truth } from "#lib/engine/kleene.ts";
import { authenticateRemedy, emptyRemedy, uniteRemedies, type Remedy } from "#lib/engine/remedy.ts";
import { cleanName, setOf, slug } from "#lib/engine/text-schemas.ts";
import type { ConditionModule, WireCondition } from "./condition-module.ts";

type Token = WireCondition<"token">;

/** RFC 6749 section 3.3. */
const scope = z
  .string()
  .regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,200}$/, "Write one OAuth scope, without spaces.");

const schema = z.strictObject({
  scopes: setOf(scope).optional(),
  audiences: setOf(cleanName).optional(),
  issuers: setOf(slug).optional(),
  senderConstrained: z.boolean().default(false).optional(),
});

/**
 * Holds when a verified access token carries all of the scopes, one of the audiences, comes from one of the
 * issuers and, if asked for, is bound to a key that was proved on this request. `token: {}` is "a verified
 * access token" (rule 19).
 */
export const token: ConditionModule<z.infer<typeof schema>, Token> = {
  kind: "token",
  schema,
  normalise: ({ scopes, audiences, issuers, senderConstrained }) => ({
    kind: "token",
    scopes: (scopes ?? []).toSorted(compareUtf8),
    audiences: (audiences ?? []).toSorted(compareUtf8),
    issuers: (issuers ?? []).toSorted(compareUtf8),
    sender_constrained: senderConstrained ?? false,
  }),
  compile: (condition) => (facts) => {
    if (!facts.token) return "false";
    const { token: presented } = facts;
    const bound = truth(!condition.sender_constrained || presented.senderConstrained);
    return and(and(hasScopes(condition, presented), hasOthers(condition, presented)), bound);
  },
  explain: ({ scopes, audiences, issuers, sender_constrained }) => {
    const parts = [
      scopes.length > 0 && `has scope ${scopes.join(" and ")}`,
      audiences.length > 0 && `is for ${audiences.join(" or ")}`,
      issuers.length > 0 && `was issued by ${issuers.join(" or ")}`,
      sender_constrained && "is bound to the caller's key",
    ].filter((part) => part !== false);
    return parts.length > 0
      ? `the access token ${parts.join(", ")}`
      : "there is a verified access token";
  },
  remedy: (condition, { token: presented }) => {
    const { scopes, sender_constrained } = condition;
    const asks = scopes.length > 0 || sender_constrained;
    const remedy: Remedy = { ...emptyRemedy, token: asks ? { scopes, sender_constrained } : null };
    if (!presented) return uniteRemedies(remedy, authenticateRemedy);
    return hasOthers(condition, presented) === "true" ? remedy : null;
  },
  readsIdentity: () => true,
  readsRequest: () => false,
  read: (_condition, { token: presented }) => {
    if (!presented) return ["no token"];
    const carried = presented.claims["scope"];
    return [
      `issuer ${presented.issuerId}`,
      `scope ${typeof carried === "string" && carried !== "" ? carried : "none"}`,
      presented.senderConstrained ? "bound to a proved key" : "not bound to a key",
    ];
  },
  changesIn: () => null,
};

/** No `scope` claim is no scope; one that is not text is unknown. */
function hasScopes({ scopes }: Token, { claims }: TokenFacts): Truth {
  if (scopes.length === 0) return "true";
  const carried = claims["scope"];
  if (carried === undefined) return "false";
  if (typeof carried !== "string") return "unknown";
  return truth(scopes.every((one) => hasScope(carried, one)));
}

/** Whether one of the words between spaces is the scope. */
function hasScope(carried: string, wanted: string): boolean {
  for (let start = 0; start <= carried.length;) {
    const space = carried.indexOf(" ", start);
    const end = space < 0 ? carried.length : space;
    if (end - start === wanted.length && carried.startsWith(wanted, start)) return true;
    start = end + 1;
  }
  return false;
}

/** What no remedy changes: the issuer and the audiences. */
function hasOthers({ audiences, issuers }: Token, { claims, issuerId }: TokenFacts): Truth {
  if (issuers.length > 0 && !issuers.includes(issuerId)) return "false";
  if (audiences.length === 0) return "true";
  const { aud } = claims;
  const carried: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return truth(audiences.some((one) => carried.includes(one)));
}
