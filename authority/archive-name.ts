import { bundleNames, type ArchiveName } from "#lib/bundle/bundle-name.ts";

/** The name of an archive we serve, or null. */
export function archiveName(text: string): ArchiveName | null {
  if (text === "discovery") return "discovery";
  return bundleNames.find((name) => name === text) ?? null;
}
