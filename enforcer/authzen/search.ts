import { setImmediate as breathe } from "node:timers/promises";
import { decide } from "#lib/engine/decide.ts";
import type { InForce } from "#enforcer/source/in-force.ts";
import { methodsByAction } from "./action-names.ts";
import { assertedCredential } from "./asserted-credential.ts";
import { literalPaths } from "./literal-paths.ts";
import { pageAfter } from "./page.ts";
import type { Question } from "./question.ts";
import { questionRequest } from "./question-request.ts";
import type { Search } from "./search-body.ts";
import { subjectIds } from "./subject-ids.ts";

/** A page of answers (AuthZEN 1.0, section 8.2); an empty `next_token` is the end. */
export type Found = {
  readonly page: { readonly next_token: string };
  readonly results: readonly Readonly<Record<string, string>>[];
};

/** Others get their turn after so many decisions. */
const decisionsAtOnce = 200;
/** As many as one call looks at; the next page goes on from there. */
const decisionsMax = 20_000;

type Candidate = { readonly id: string; readonly question: Question };

/**
 * Everybody, everything or every action for which the question would be answered with yes, now. Nothing is logged and
 * no rate limit is spent: nobody has asked to pass. Null is a page token of another question.
 */
export async function search(
  inForce: InForce,
  wanted: Search,
  nowSeconds: number,
): Promise<Found | null> {
  const start = pageAfter(wanted);
  if (start === null) return null;
  const results: Found["results"][number][] = [];
  let looked = 0;
  for (const { id, question } of candidates(inForce, wanted, start.after)) {
    if (looked > 0 && looked % decisionsAtOnce === 0) await breathe();
    looked += 1;
    if (isAllowed(inForce, question, nowSeconds)) results.push(resultOf(wanted, id));
    if (results.length >= start.limit || looked >= decisionsMax)
      return { page: { next_token: start.next(id) }, results };
  }
  return { page: { next_token: "" }, results };
}

function* candidates(
  { deployment }: InForce,
  { kind, question }: Search,
  after: string,
): Generator<Candidate> {
  const { subject, action, resource } = question;
  const ids =
    kind === "subject"
      ? subjectIds(deployment, subject.type)
      : kind === "resource"
        ? literalPaths(deployment.policy, resource.type, action.name)
        : Object.keys(methodsByAction).toSorted();
  for (const id of ids) {
    if (id <= after) continue;
    if (kind === "subject") yield { id, question: { ...question, subject: { ...subject, id } } };
    if (kind === "resource") yield { id, question: { ...question, resource: { ...resource, id } } };
    if (kind === "action") yield { id, question: { ...question, action: { name: id } } };
  }
}

function isAllowed(inForce: InForce, question: Question, nowSeconds: number): boolean {
  const { deployment, compiled } = inForce;
  const read = questionRequest(deployment, question, true);
  if (!read.ok) return false;
  const { request, client } = read.request;
  const credential = assertedCredential(deployment, question.subject.id, nowSeconds);
  return decide(compiled, { request, client, credential }, nowSeconds).outcome === "allow";
}

function resultOf({ kind, question }: Search, id: string): Readonly<Record<string, string>> {
  return kind === "action" ? { name: id } : { type: question[kind].type, id };
}
