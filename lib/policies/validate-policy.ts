import { explainPolicy } from "#lib/engine/explain.ts";
import { policies } from "#lib/policies/contract.ts";
import { verb } from "#lib/verb.ts";
import { judgePolicy } from "./judge-policy.ts";
import { readPolicySource } from "./source/read-policy-source.ts";

export const validatePolicy = verb(policies.validate, async (_ctx, { source, name }, tx) => {
  const read = readPolicySource(source);
  const { document } = read;
  if (!document)
    return {
      valid: false,
      sentence: null,
      diagnostics: [...read.diagnostics],
      operations: 0,
      apis: 0,
    };
  const judged = await judgePolicy(tx, read, document);
  const diagnostics = [...judged.diagnostics];
  if (name !== undefined && document.name !== name)
    diagnostics.push(
      read.at(["name"], "error", `The name is the policy's identity and stays “${name}”.`),
    );
  const taken =
    name === undefined && (await tx.policy.count({ where: { name: document.name } })) > 0;
  if (taken)
    diagnostics.push(read.at(["name"], "error", `There is a policy “${document.name}” already.`));
  return {
    valid: diagnostics.every(({ severity }) => severity !== "error"),
    sentence: explainPolicy(document),
    diagnostics,
    operations: judged.operations,
    apis: judged.apis,
  };
});
