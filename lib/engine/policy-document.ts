import { z } from "zod";
import { policyCondition } from "./policy-condition.ts";
import { rateLimit } from "./rate-limit.ts";
import { cleanName, cleanText, setOf, slug } from "./text-schemas.ts";

const sensitivityLevel = z.enum(["public", "internal", "confidential", "restricted"]);

const subjects = z.strictObject({
  roles: setOf(slug).optional(),
  /** A group of the directory, or `<issuer>/<group>` for one that an issuer asserts. */
  groups: setOf(cleanName).optional(),
  users: setOf(cleanName).optional(),
  workloads: setOf(cleanName).optional(),
  authenticated: z.boolean().optional(),
  everybody: z.boolean().optional(),
  kinds: setOf(z.enum(["user", "workload", "anonymous"])).optional(),
});

const resources = z.strictObject({
  apis: z.union([z.literal("all"), setOf(slug)], "Name APIs in a list, or write `all`.").optional(),
  operations: setOf(cleanName).optional(),
  methods: setOf(
    z.string().regex(/^[A-Z]{1,20}$/, "Write a method in capitals, as in GET."),
  ).optional(),
  access: z.enum(["read", "write"]).optional(),
  sensitivity: z
    .strictObject({ atLeast: sensitivityLevel.optional(), atMost: sensitivityLevel.optional() })
    .optional(),
  tags: setOf(cleanName).optional(),
});

/**
 * A policy as its author writes it: in YAML, in the form, in the REST API and in a release. An empty list is
 * an absent key, and unknown keys are refused (rule 27).
 */
export const policyDocument = z
  .strictObject({
    name: slug,
    description: cleanText.optional(),
    effect: z.enum(["permit", "forbid"]),
    mode: z.enum(["enforce", "shadow", "off"]).default("enforce").optional(),
    subjects: subjects.optional(),
    resources: resources.optional(),
    when: z.array(policyCondition).max(50).optional(),
    unless: z.array(policyCondition).max(50).optional(),
    rateLimit: rateLimit.optional(),
    reason: cleanText.optional(),
  })
  .superRefine((document, context) => {
    for (const { path, message } of checkDocument(document))
      context.addIssue({ code: "custom", path: [...path], message });
  });

export type PolicyDocument = z.infer<typeof policyDocument>;

type Shape = {
  effect: "permit" | "forbid";
  subjects?: z.infer<typeof subjects> | undefined;
  resources?: z.infer<typeof resources> | undefined;
  unless?: readonly unknown[] | undefined;
  rateLimit?: unknown;
};
type Finding = { readonly path: readonly string[]; readonly message: string };

function checkDocument(document: Shape): Finding[] {
  return [...checkSubjects(document), ...checkResources(document), ...checkEffect(document)];
}

function checkSubjects({ effect, subjects: who }: Shape): Finding[] {
  if (effect === "forbid" || namesSomebody(who)) return [];
  const message =
    "A permit must name its subjects: roles, groups, users, workloads, `authenticated: true` or `everybody: true`.";
  return [{ path: ["subjects"], message }];
}

/** Required, so that a list that was emptied does not come to mean every API (rule 27). */
function checkResources({ resources: what }: Shape): Finding[] {
  if (what?.apis?.length) return [];
  const path = what ? ["resources", "apis"] : ["resources"];
  return [{ path, message: "Name the APIs, or write `apis: all` for every API." }];
}

function checkEffect({ effect, unless, rateLimit: limit }: Shape): Finding[] {
  if (effect === "permit")
    return unless?.length
      ? [{ path: ["unless"], message: "Only a forbid has `unless`; a permit has `when`." }]
      : [];
  return limit === undefined
    ? []
    : [{ path: ["rateLimit"], message: "Only a permit has a rate limit." }];
}

/** `kinds` narrows, it names nobody. */
export function namesSomebody(who: z.infer<typeof subjects> | undefined): boolean {
  if (!who) return false;
  const lists = [who.roles, who.groups, who.users, who.workloads];
  return who.authenticated === true || who.everybody === true || lists.some((list) => list?.length);
}
