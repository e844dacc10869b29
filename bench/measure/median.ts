export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which that share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function perSecond(count: number): string {
  return `${count >= 100_000 ? `${(count / 1000).toFixed(0)}k` : Math.round(count)}/s`;
}

export function milliseconds(value: number): string {
  return value < 0.1
    ? `${(value * 1000).toFixed(1)} µs`
    : `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
