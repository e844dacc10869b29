/**
 * Rule 2: integers within ±(2^53−1), or decimals of at most 15 significant digits. Other numbers differ
 * between Go's arbitrary precision and JavaScript's doubles, so they are refused or unknown.
 */
export function isPlainNumber(value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (Number.isInteger(value)) return Number.isSafeInteger(value);
  const digits = String(value).replace(/e.*$/, "").replace(/\D/g, "").replace(/^0+/, "");
  return digits.length <= 15;
}
