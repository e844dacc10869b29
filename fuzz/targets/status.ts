import { createFleetNotes } from "#authority/fleet-notes.ts";
import { createStatusReader } from "#authority/read-status.ts";
import { claim, type FuzzTarget } from "#fuzz/fuzz.ts";
import { mutateJson } from "#fuzz/mutate-json.ts";
import { mutateText } from "#fuzz/mutate-text.ts";

const report = {
  labels: { id: "opa-1", version: "1.9.0", zone: "\u{1F600}".repeat(1100) },
  bundles: {
    policy: {
      active_revision: "1.9",
      code: "bundle_error",
      message: "bundle signature is not valid",
      errors: [{ code: "rego_parse_error", message: "unexpected" }],
    },
    directory: { active_revision: "1.4" },
    unknown: { active_revision: "9.9" },
  },
  discovery: { active_revision: "1.1" },
  metrics: {
    prometheus: {
      counter_decision_logs_dropped_rate_limit_exceeded: 12,
      gauge_clock_skew_seconds: -3,
    },
  },
};

/** Whatever a status report holds: notes that Postgres takes. */
export const status: FuzzTarget = {
  title: "status reports: notes that can be stored",
  blockedMsMax: 250,
  prepare: () => {
    const fleet = createFleetNotes();
    const read = createStatusReader(fleet);
    return (random) => {
      const text = JSON.stringify(mutateJson(random, report, 0.1) ?? null);
      read(
        `e${random.below(5)}`,
        random.chance(0.3) ? mutateText(random, text, ["{", "}", '"', "\\ud800"]) : text,
      );
      const { enforcers, bundles, losses } = fleet.take();
      checkTexts({ enforcers, bundles, losses });
      for (const { count } of losses) checkCount(count);
      for (const { clockSkewSeconds } of enforcers) checkCount(clockSkewSeconds ?? 0);
    };
  },
};

function checkCount(count: number): void {
  claim(Number.isInteger(count) && Math.abs(count) < 2 ** 31, "counts fit", count);
}

function checkTexts(value: unknown): void {
  if (typeof value === "string")
    claim(value.isWellFormed() && !value.includes("\0"), "texts can be stored", value.slice(-20));
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    checkTexts(key);
    checkTexts(member);
  }
}
