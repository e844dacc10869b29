/** Rule 7: 1 to 4 dot-separated decimal numbers, padded with zeros to 4; anything else is null. */
export function parseVersion(text: string): [number, number, number, number] | null {
  if (!/^\d{1,9}(\.\d{1,9}){0,3}$/.test(text)) return null;
  const [a = 0, b = 0, c = 0, d = 0] = text.split(".").map(Number);
  return [a, b, c, d];
}
