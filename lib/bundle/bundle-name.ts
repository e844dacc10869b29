/** What travels, under which names: the vocabulary that authority, enforcer and OPA share. */

/** The three bundles an enforcer decides from. */
export const bundleNames = ["policy", "directory", "signals"] as const;
export type BundleName = (typeof bundleNames)[number];
/** Every signed archive the authority serves. */
export type ArchiveName = BundleName | "discovery";

/** OPA long-polls only when this is the exact `Content-Type` of a 200, without parameters. */
export const bundleMediaType = "application/vnd.openpolicyagent.bundles";

/**
 * The `data` roots each archive owns, sorted. Separate top-level roots: with a shared parent every
 * activation of the small `signals` makes OPA copy the whole directory.
 */
export const bundleRoots: Readonly<Record<ArchiveName, readonly string[]>> = {
  policy: ["sallyport", "sallyport_policy", "system/authz", "system/log"],
  directory: ["sallyport_directory"],
  signals: ["sallyport_signals"],
  discovery: ["sallyport/discovery", "sallyport_discovery"],
};

/** The file that holds an archive's document. */
export function dataFile(name: ArchiveName): string {
  return `sallyport_${name}/data.json`;
}

/**
 * The `scope` a signature is bound to: `<deployment>/<channel>/<bundle>`; discovery is one for all channels
 * by key but not by content, and is bound to the deployment: `<deployment>/discovery`. It keeps staging's
 * bundle from passing as production's, and one bundle from passing as another.
 */
export function bundleScope(deployment: string, channel: string, name: BundleName): string {
  return `${deployment}/${channel}/${name}`;
}

/** The scope of a discovery archive. */
export function discoveryScope(deployment: string): string {
  return `${deployment}/discovery`;
}
