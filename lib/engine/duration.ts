import { z } from "zod";

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A duration as authors write it: `30s`, `15m`, `8h`, `7d`; from one second to ten years. */
export const duration = z
  .string()
  .regex(/^[1-9]\d{0,8}[smhd]$/, "Write a duration as a number and a unit: 30s, 15m, 8h or 7d.")
  .refine((text) => durationSeconds(text) <= 3650 * 86_400, "At most ten years.");

/** Seconds of a duration that the schema accepted. */
export function durationSeconds(text: string): number {
  return Number(text.slice(0, -1)) * (unitSeconds[text.slice(-1)] ?? 0);
}

/** `8 hours`, `90 seconds`: the largest unit that needs no fraction. */
export function explainSeconds(seconds: number): string {
  const [name, size] = units.find(([, unit]) => seconds % unit === 0) ?? ["second", 1];
  const count = seconds / size;
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

const units: readonly (readonly [string, number])[] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
