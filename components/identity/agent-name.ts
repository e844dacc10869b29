const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrom(?:e|ium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/Windows/, "Windows"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** "Chrome on macOS": for telling sessions apart, not for deciding anything. */
export function agentName(userAgent: string | null): string {
  const find = (table: typeof browsers) =>
    table.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
  const browser = find(browsers);
  const system = find(systems);
  if (!browser && !system) return "Unknown browser";
  return `${browser ?? "A browser"}${system ? ` on ${system}` : ""}`;
}

/** What kind of device a browser runs on, in the words of device records. */
export function platformOf(
  userAgent: string,
): "macos" | "windows" | "linux" | "ios" | "android" | "chromeos" | "other" {
  const names = {
    iOS: "ios",
    Android: "android",
    macOS: "macos",
    Windows: "windows",
    ChromeOS: "chromeos",
    Linux: "linux",
  } as const;
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  return Object.entries(names).find(([name]) => name === system)?.[1] ?? "other";
}
