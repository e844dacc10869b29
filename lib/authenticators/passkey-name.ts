const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, "iPhone or iPad"],
  [/Android/, "Android"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/Windows/, "Windows"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** A first name for a passkey, from the browser that made it; the owner can change it. */
export function passkeyName(userAgent: string | null): string {
  const system = systems.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
  return system ? `Passkey made on ${system}` : "Passkey";
}
