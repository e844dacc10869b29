import { setTimeout as sleep } from "node:timers/promises";
import { call } from "#lib/client/call.ts";
import { releases, type RolloutView } from "#lib/releases/contract.ts";

type Options = {
  readonly console: string;
  readonly release: string;
  readonly percent: string;
  readonly timeout: string;
};

const lookMs = 1_000;

/**
 * For pipelines: ends when that share of the enforcers decides by the release, after its canary if it has one; fails when
 * one of them refuses it, when it was halted or not signed, when another release took its place, or when the time is up. The API token comes from SALLYPORT_API_TOKEN.
 */
export async function waitForRelease(options: Options): Promise<void> {
  const token = process.env["SALLYPORT_API_TOKEN"];
  if (!token) throw new Error("SALLYPORT_API_TOKEN is missing: an API token with releases:read.");
  const percent = wholeNumber("--percent", options.percent, 1, 100);
  const seconds = wholeNumber("--timeout", options.timeout, 1, 86_400);
  const number = wholeNumber("--release", options.release, 1, 2_147_483_647);
  const { origin } = new URL(options.console);
  const end = Date.now() + seconds * 1000;
  let last = "";
  for (;;) {
    const rollout = await call(releases.rollout, { number }, { origin, token });
    const state = describe(rollout);
    if (state !== last) process.stderr.write(`${state}\n`);
    last = state;
    if (isReached(rollout, percent)) return;
    if (Date.now() >= end) throw new Error(`Not within ${seconds} s: ${state}`);
    await sleep(lookMs);
  }
}

function isReached(rollout: RolloutView, percent: number): boolean {
  const refusing = rollout.enforcers.find(({ state }) => state === "rejecting");
  if (refusing)
    throw new Error(`${refusing.name} refuses it: ${refusing.error ?? "without a word"}`);
  const ended = endings[rollout.state];
  if (ended !== undefined) throw new Error(ended);
  if (rollout.state === "canary") return false;
  if (rollout.expected > 0 && 100 * rollout.inForce >= percent * rollout.expected) return true;
  const { half } = rollout.seconds;
  if (!rollout.current && half !== null) throw new Error("Another release took its place.");
  return false;
}

const endings: Partial<Record<RolloutView["state"], string>> = {
  halted: "Its canary was halted: the release before is in force again.",
  failed: "The authority refused to sign it.",
  withdrawn: "It was withdrawn.",
};

function describe({ expected, inForce, current, state }: RolloutView): string {
  if (state === "canary")
    return `It is in its canary: ${inForce} of ${expected} enforcers there decide by it.`;
  if (!current) return "It is not served yet.";
  return `${inForce} of ${expected} enforcers decide by it.`;
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new Error(`${name} must be a whole number from ${min} to ${max}.`);
}
