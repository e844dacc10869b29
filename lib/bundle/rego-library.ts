// oxlint-disable import/max-dependencies -- a list of files
import { reasonsRego } from "./reasons-rego.ts";
import authzRego from "./rego/authz.rego";
import attributeRego from "./rego/lib/attribute.rego";
import clockRego from "./rego/lib/clock.rego";
import conditionRego from "./rego/lib/condition.rego";
import decisionRego from "./rego/lib/decision.rego";
import dpopRego from "./rego/lib/dpop.rego";
import factsRego from "./rego/lib/facts.rego";
import headerRego from "./rego/lib/header.rego";
import kleeneRego from "./rego/lib/kleene.rego";
import lifetimeRego from "./rego/lib/lifetime.rego";
import limitsRego from "./rego/lib/limits.rego";
import normalFormRego from "./rego/lib/normal_form.rego";
import numberRego from "./rego/lib/number.rego";
import policiesRego from "./rego/lib/policies.rego";
import readyRego from "./rego/lib/ready.rego";
import remedyRego from "./rego/lib/remedy.rego";
import replyRego from "./rego/lib/reply.rego";
import requestRego from "./rego/lib/request.rego";
import routeRego from "./rego/lib/route.rego";
import scheduleRego from "./rego/lib/schedule.rego";
import textRego from "./rego/lib/text.rego";
import tokenRego from "./rego/lib/token.rego";
import verdictRego from "./rego/lib/verdict.rego";
import systemAuthzRego from "./rego/system/authz.rego";
import systemLogRego from "./rego/system/log.rego";

/**
 * The library's files by their name in the policy bundle, each under the path of its package. It is added when a
 * bundle is built and is no part of a release, so that a rollback does not revive an old library.
 */
export const regoLibrary: Readonly<Record<string, string>> = {
  "sallyport/authz.rego": authzRego,
  "sallyport/lib/attribute.rego": attributeRego,
  "sallyport/lib/clock.rego": clockRego,
  "sallyport/lib/condition.rego": conditionRego,
  "sallyport/lib/decision.rego": decisionRego,
  "sallyport/lib/dpop.rego": dpopRego,
  "sallyport/lib/facts.rego": factsRego,
  "sallyport/lib/header.rego": headerRego,
  "sallyport/lib/kleene.rego": kleeneRego,
  "sallyport/lib/lifetime.rego": lifetimeRego,
  "sallyport/lib/limits.rego": limitsRego,
  "sallyport/lib/normal_form.rego": normalFormRego,
  "sallyport/lib/number.rego": numberRego,
  "sallyport/lib/policies.rego": policiesRego,
  "sallyport/lib/ready.rego": readyRego,
  "sallyport/lib/reasons.rego": reasonsRego(),
  "sallyport/lib/remedy.rego": remedyRego,
  "sallyport/lib/reply.rego": replyRego,
  "sallyport/lib/request.rego": requestRego,
  "sallyport/lib/route.rego": routeRego,
  "sallyport/lib/schedule.rego": scheduleRego,
  "sallyport/lib/text.rego": textRego,
  "sallyport/lib/token.rego": tokenRego,
  "sallyport/lib/verdict.rego": verdictRego,
  "system/authz.rego": systemAuthzRego,
  "system/log.rego": systemLogRego,
};
