/** Milliseconds before the next attempt after `failures` failures in a row: 100 ms × 1.6ⁿ up to the most, ±20 %. */
export function backOffMs(failures: number, maxMs: number, random: () => number): number {
  const base = Math.min(100 * 1.6 ** Math.max(0, failures - 1), maxMs);
  return base * (0.8 + 0.4 * random());
}
