import type { CompiledOperation } from "./compile-apis.ts";
import type { CompiledCondition } from "./compile-policies.ts";
import type { Decision, Truth } from "./decision.ts";
import type { Facts } from "./facts.ts";
import { gatherFacts } from "./gather-facts.ts";
import type { Caller } from "./identify-caller.ts";
import { makeRoom, type KnownCaller } from "./remember-caller.ts";
import { selectForbids, selectPermits } from "./select-policies.ts";
import type { Situation } from "./situation.ts";
import { nextChange, validSeconds } from "./valid-seconds.ts";

/**
 * What one caller was told at the operations they asked for last. The latest lies apart: what is read for each request
 * should be few places of memory, as it is in no cache when many callers take turns.
 */
export type CallerAnswers = {
  operation: CompiledOperation | null;
  standing: Standing | null;
  readonly operations: CompiledOperation[];
  /** Null: asked for once. What is never asked again costs no more than this. */
  readonly standings: (Standing | null)[];
  next: number;
};

/**
 * The policies that name one caller at one operation, reduced to what a request can still change. Answers follow
 * from the values of their conditions and from facts about the caller, the operation and the documents, in remedies
 * and limits too. Those facts are the same until the documents are replaced or `until`, and so are the values of all
 * conditions but the open ones: two requests for which these have the same values get the same answer.
 */
type Standing = {
  readonly from: number;
  readonly until: number;
  /** Null: too many for each combination to have its answer; then they are not kept either. */
  readonly open: readonly CompiledCondition[] | null;
  /** By the values of the open conditions, the latest first. */
  answer: Answer | null;
};

type Answer = {
  readonly values: number;
  readonly decision: Decision;
  readonly earlier: Answer | null;
};

/** Of a caller; who goes through more than these in turn is decided for each time. */
const operationsMax = 16;
/** So that their values, three each, are one small number. */
const openMax = 8;
const answersMax = 4;

export function noAnswers(): CallerAnswers {
  return { operation: null, standing: null, operations: [], standings: [], next: 0 };
}

/** What `decideForCaller` would say, if it said so before to this caller under the same circumstances. */
export function recallAnswer(
  situation: Situation,
  { caller, answers }: KnownCaller,
): Decision | null {
  const { operation, now } = situation;
  if (!operation || !isPlain(situation)) return null;
  const standing =
    answers.operation === operation ? answers.standing : findStanding(answers, operation);
  if (!standing?.answer || !standing.open || !isCurrent(standing, now)) return null;
  const { open, until } = standing;
  const values = open === nothing ? 0 : valuesOf(open, gatherFacts(situation, caller));
  const answer = findAnswer(standing.answer, values);
  return answer && sayAgain(answer.decision, situation, until);
}

function findAnswer(latestAnswer: Answer, values: number): Answer | null {
  let at: Answer | null = latestAnswer;
  while (at && at.values !== values) at = at.earlier;
  return at;
}

const nothing: readonly CompiledCondition[] = [];

/** Who asks for one operation asks for it again. */
function findStanding(answers: CallerAnswers, operation: CompiledOperation): Standing | null {
  const standing = answers.standings[answers.operations.indexOf(operation)] ?? null;
  answers.operation = operation;
  answers.standing = standing;
  return standing;
}

/** Keeps an answer, from the second time that the caller asks for the operation. */
export function rememberAnswer(
  situation: Situation,
  caller: Caller,
  facts: Facts,
  decision: Decision,
): void {
  if (!isPlain(situation) || situation.now < situation.observedUntil) return;
  const standing = takeStanding(situation, caller, facts);
  if (!standing?.open) return;
  standing.answer = {
    values: valuesOf(standing.open, facts),
    decision: { ...decision },
    earlier: latest(standing.answer, answersMax - 1),
  };
}

function latest(answer: Answer | null, count: number): Answer | null {
  return answer && count > 0 ? { ...answer, earlier: latest(answer.earlier, count - 1) } : null;
}

function takeStanding(
  { operation, now, compiled }: Situation,
  caller: Caller,
  facts: Facts,
): Standing | null {
  const { answers: known } = caller;
  if (!operation || !known) return null;
  const at = known.operations.indexOf(operation);
  if (at < 0) return notice(known, operation);
  const kept = known.standings[at];
  if (kept && isCurrent(kept, now)) return kept;
  makeRoom(compiled.memory);
  const standing = reduce(operation, caller, facts);
  known.standings[at] = standing;
  known.operation = operation;
  known.standing = standing;
  return standing;
}

/** Traces tell what each condition read, and past its lease an enforcer asks each time whether it may go on. */
function isPlain({ trace, degraded }: Situation): boolean {
  return !trace && !degraded;
}

function isCurrent({ from, until }: Standing, now: number): boolean {
  return now >= from && now < until;
}

/** Takes the place of whatever was there longest. */
function notice(known: CallerAnswers, operation: CompiledOperation): null {
  known.operations[known.next] = operation;
  known.standings[known.next] = null;
  known.next = (known.next + 1) % operationsMax;
  known.operation = null;
  return null;
}

function reduce({ candidates }: CompiledOperation, caller: Caller, facts: Facts): Standing {
  const named = [
    ...selectForbids(candidates.forbid, caller),
    ...selectPermits(candidates.permit, caller),
  ];
  const open = new Set<CompiledCondition>();
  for (const { when, unless } of named) {
    for (const one of when) if (one.behaviour.readsRequest(one.condition, facts)) open.add(one);
    for (const one of unless) if (one.behaviour.readsRequest(one.condition, facts)) open.add(one);
  }
  return {
    from: facts.now,
    until: nextChange(candidates, caller, facts),
    open: open.size > openMax ? null : open.size > 0 ? [...open] : nothing,
    answer: null,
  };
}

const digits: Readonly<Record<Truth, number>> = { false: 0, true: 1, unknown: 2 };

function valuesOf(open: readonly CompiledCondition[], facts: Facts): number {
  let values = 0;
  for (const { evaluate } of open) values = values * 3 + digits[evaluate(facts)];
  return values;
}

/** Another object each time: whoever got it may do with it what they want. */
function sayAgain(decision: Decision, { now, expiresIn }: Situation, until: number): Decision {
  return decision.outcome === "allow"
    ? { ...decision, valid_seconds: validSeconds(expiresIn, until - now) }
    : { ...decision };
}
