import type { z } from "zod";
import { reasonWord } from "#components/data/reason-word.ts";
import type { denials } from "#lib/denials/contract.ts";
import { isReason, reasonText } from "#lib/engine/reasons.ts";

export type Denials = z.output<typeof denials.get.output>;
type Jump = NonNullable<Denials["jump"]>;

export type CauseWords = {
  readonly what: string;
  readonly remedy: string | null;
};

/** Why denials jumped, in words; `time` says an instant in the reader's zone. */
export function causeWords({ cause, top }: Jump, time: (at: string) => string): CauseWords {
  const remedy = isReason(top.reason) ? reasonText(top.reason).remedy : null;
  switch (cause.kind) {
    case "clock":
      return {
        what: `The clock of ${cause.enforcer} is ${length(Math.abs(cause.seconds))} ${cause.seconds > 0 ? "ahead" : "behind"}.`,
        remedy: `Set the clock of ${cause.enforcer}, and let it be kept by NTP. Nothing else has to be changed.`,
      };
    case "unreachable":
      return {
        what: `${cause.enforcer} was cut off from the authority: it was last heard of at ${time(cause.since)}.`,
        remedy:
          "Check that the authority runs, and that the enforcer reaches it: name, port, proxy.",
      };
    case "release":
      return releaseWords(cause, top.enforcer);
    case "caller":
      return {
        what: `${cause.percent} % of it is one caller: ${callerOf(cause)}.`,
        remedy: remedy ?? "Ask whose it is, and look at one of its decisions.",
      };
    case "reason":
      return { what: `${reasonWord(top.reason)}: ${because(top.reason)}.`, remedy };
  }
}

type Cause<K> = Extract<Jump["cause"], { readonly kind: K }>;

function releaseWords(
  { number, secondsBefore, previous }: Cause<"release">,
  enforcer: string,
): CauseWords {
  const began = secondsBefore < 60 ? "when" : `${length(secondsBefore)} after`;
  const back =
    previous === null
      ? ""
      : `, or roll back to release ${previous}: with a reason and your passkey, nobody else has to approve`;
  return {
    what: `It began ${began} release ${number} came into force at ${enforcer}.`,
    remedy: `Look at what release ${number} changed${back}.`,
  };
}

function callerOf({ subject, ip }: Cause<"caller">): string {
  return [subject, ip].filter((name) => name !== null).join(", from ");
}

function because(reason: string): string {
  return isReason(reason) ? reasonText(reason).because : "the enforcer gave no reason of ours";
}

function length(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 2) return `${seconds} s`;
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
