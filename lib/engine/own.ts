/** Looks a key up among an object's own: `__proto__` and `constructor` are ordinary keys here (rule 6). */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
