import { z } from "zod";
import type { Truth } from "#lib/engine/decision.ts";
import type { Evaluate } from "#lib/engine/facts.ts";
import { instant, instantSeconds, instantText } from "#lib/engine/instant.ts";
import { truth } from "#lib/engine/kleene.ts";
import { setOf } from "#lib/engine/text-schemas.ts";
import { isTimeZone } from "#lib/engine/time-zones.ts";
import { readWallClock, type WallTime } from "#lib/engine/wall-clock.ts";
import type { ConditionModule, WireCondition } from "./condition-module.ts";

type Schedule = WireCondition<"schedule">;

const dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const longDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const zone = z
  .string()
  .refine(isTimeZone, "Use a canonical IANA time zone, as in Europe/Berlin or UTC.");
const from = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time of day as 09:00.");
const to = z
  .string()
  .regex(
    /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    "Write a time of day as 17:30; 24:00 is the end of the day.",
  );

const schema = z
  .strictObject({
    zone: zone.optional(),
    days: setOf(z.enum(dayNames)).optional(),
    from: from.optional(),
    to: to.optional(),
    notBefore: instant.optional(),
    notAfter: instant.optional(),
  })
  .superRefine((value, context) => {
    for (const [path, message] of [...checkWeekly(value), ...checkInstants(value)])
      context.addIssue({ code: "custom", path: [path], message });
  });

/** Holds when the wall clock of the zone is inside: from <= time < to, notBefore <= now < notAfter (rule 10). */
export const schedule: ConditionModule<z.infer<typeof schema>, Schedule> = {
  kind: "schedule",
  schema,
  normalise: (author) => ({
    kind: "schedule",
    zone: author.zone ?? "UTC",
    days: author.days?.length
      ? author.days.map((day) => dayNames.indexOf(day) + 1).toSorted((a, b) => a - b)
      : null,
    from_minute: author.from === undefined ? null : minuteOf(author.from),
    to_minute: author.to === undefined ? null : minuteOf(author.to),
    not_before: author.notBefore === undefined ? null : instantSeconds(author.notBefore),
    not_after: author.notAfter === undefined ? null : instantSeconds(author.notAfter),
  }),
  compile: (condition) => {
    const clock = readWallClock(condition.zone);
    const weekly = condition.days !== null || condition.from_minute !== null;
    return onceASecond(({ now }) => {
      if (condition.not_before !== null && now < condition.not_before) return "false";
      if (condition.not_after !== null && now >= condition.not_after) return "false";
      return truth(!weekly || isInside(condition, clock(now)));
    });
  },
  explain: explainSchedule,
  remedy: () => null,
  readsIdentity: () => false,
  // Of the request only the second: cheap, and so no edge of a clock depends on how exactly it is foreseen.
  readsRequest: () => true,
  read: ({ zone: name }, { now }) => {
    const { weekday, minute } = readWallClock(name)(now);
    return [`${longDays[weekday - 1]} ${timeText(minute)} in ${name}`];
  },
  changesIn: (condition, { now }) => {
    let next = Math.min(
      secondsUntil(condition.not_before, now),
      secondsUntil(condition.not_after, now),
    );
    // Offsets change only at quarters of an hour, so an edge inside this quarter is where the clock says it is.
    if (condition.days !== null || condition.from_minute !== null)
      next = Math.min(next, 900 - (now % 900), nextEdge(condition, now));
    return next === Number.POSITIVE_INFINITY ? null : next;
  },
};

type Author = {
  readonly zone?: string | undefined;
  readonly days?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly notBefore?: string | undefined;
  readonly notAfter?: string | undefined;
};
type Finding = readonly [path: string, message: string];

function checkWeekly({ zone: name, days, from: start, to: end }: Author): Finding[] {
  const weekly = [days?.length ? days : undefined, start, end].some((one) => one !== undefined);
  const findings: Finding[] = [];
  if (weekly && name === undefined)
    findings.push(["zone", "Days and times of day need a time zone, as in Europe/Berlin."]);
  return [...findings, ...checkTimes(start, end)];
}

function checkTimes(start: string | undefined, end: string | undefined): Finding[] {
  if (start === undefined) return end === undefined ? [] : [["from", "`to` needs a `from`."]];
  if (end === undefined) return [["to", "`from` needs a `to`."]];
  if (start !== end) return [];
  return [["to", "`from` and `to` must differ; the whole day is 00:00 to 24:00."]];
}

function checkInstants({ days, from: start, to: end, notBefore, notAfter }: Author): Finding[] {
  const given = [days?.length ? days : undefined, start, end, notBefore, notAfter];
  if (given.every((one) => one === undefined))
    return [["zone", "Name days, a time of day (from, to), notBefore or notAfter."]];
  if (notBefore === undefined || notAfter === undefined) return [];
  return instantSeconds(notBefore) < instantSeconds(notAfter)
    ? []
    : [["notAfter", "`notAfter` must be later than `notBefore`."]];
}

/** Nothing but the time decides here, so an answer serves every decision of its second. */
function onceASecond(evaluate: Evaluate): Evaluate {
  let second = Number.NaN;
  let answer: Truth = "unknown";
  return (facts) => {
    if (facts.now !== second) {
      answer = evaluate(facts);
      second = facts.now;
    }
    return answer;
  };
}

/** A window that spans midnight belongs to the day of `from`. */
function isInside(condition: Schedule, { weekday, minute }: WallTime): boolean {
  const { days, from_minute: start, to_minute: end } = condition;
  const onDay = (day: number) => days === null || days.includes(day);
  if (start === null || end === null) return onDay(weekday);
  if (start < end) return onDay(weekday) && minute >= start && minute < end;
  return minute >= start ? onDay(weekday) : minute < end && onDay(dayBefore(weekday));
}

function dayBefore(weekday: number): number {
  return weekday === 1 ? 7 : weekday - 1;
}

function secondsUntil(edge: number | null, now: number): number {
  return edge !== null && edge > now ? edge - now : Number.POSITIVE_INFINITY;
}

/** The next time of day today at which it begins or ends. */
function nextEdge({ zone: name, from_minute: start, to_minute: end }: Schedule, now: number) {
  const second = readWallClock(name)(now).minute * 60 + (now % 60);
  return Math.min(
    secondsUntil(start === null ? null : start * 60, second),
    secondsUntil(end === null ? null : end * 60, second),
  );
}

function explainSchedule(condition: Schedule): string {
  const { days, from_minute: start, to_minute: end, zone: name } = condition;
  const parts: string[] = [];
  if (days) parts.push(`it is ${explainDays(days)}`);
  if (start !== null && end !== null)
    parts.push(`${days ? "" : "the time is "}between ${timeText(start)} and ${timeText(end)}`);
  const weekly = parts.length > 0 ? [`${parts.join(" ")} in ${name}`] : [];
  if (condition.not_before !== null)
    weekly.push(`it is ${instantText(condition.not_before)} or later`);
  if (condition.not_after !== null) weekly.push(`it is before ${instantText(condition.not_after)}`);
  return weekly.join(" and ");
}

function explainDays(days: readonly number[]): string {
  const first = days[0] ?? 1;
  const last = days.at(-1) ?? 7;
  if (days.length > 2 && last - first === days.length - 1)
    return `${dayName(first)} to ${dayName(last)}`;
  return days.map(dayName).join(" or ");
}

function dayName(day: number): string {
  return longDays[day - 1] ?? "";
}

function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

function timeText(minute: number): string {
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, "0");
}
