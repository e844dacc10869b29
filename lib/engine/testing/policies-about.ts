import type { PolicyCondition } from "#lib/engine/policy-condition.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import { generateCondition } from "./generate-conditions.ts";
import type { Random } from "./random.ts";

/** Which conditions read a fact, by its name among the forgetters; for attributes what they begin with. */
const readers: Readonly<Record<string, readonly [keyof PolicyCondition, string?]>> = {
  address: ["network"],
  country: ["country"],
  query: ["attribute", "query."],
  "how the caller signed in": ["mfa"],
  "other claims": ["attribute", "token."],
  "attributes of subjects": ["attribute", "subject."],
  "attributes of devices": ["attribute", "device."],
  posture: ["device"],
  "records of subjects": ["attribute", "subject."],
  "records of devices": ["device"],
  "whose key it is": ["device"],
};

/** Few policies that hang on one fact, so that it decides more often than by chance; null for other facts. */
export function policiesAbout(random: Random, now: number, fact: string): PolicyDocument[] | null {
  const [kind, start = ""] = readers[fact] ?? [];
  if (kind === undefined) return null;
  const draw = (): PolicyCondition => {
    for (;;) {
      const condition = generateCondition(random, now, kind);
      if (condition.attribute?.left.startsWith(start) ?? true) return condition;
    }
  };
  const everybody = { subjects: { everybody: true }, resources: { apis: "all" as const } };
  const only: PolicyDocument = { name: "only", effect: "permit", ...everybody, when: [draw()] };
  const open: PolicyDocument = { name: "open", effect: "permit", ...everybody };
  const forbid: PolicyDocument = { name: "not", effect: "forbid", resources: { apis: "all" } };
  return random.pick<PolicyDocument[]>([
    [only],
    [only],
    [open, { ...forbid, when: [draw()] }],
    [open, { ...forbid, unless: [draw()] }],
  ]);
}
