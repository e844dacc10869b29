type Advisory = {
  /** From and up to, both included; `x` is any patch. */
  readonly from: readonly [major: number, minor: number, patch: number];
  readonly to: readonly [major: number, minor: number, patch: number];
  readonly says: string;
};

const anyPatch = Number.POSITIVE_INFINITY;

/** Releases of Open Policy Agent whose defects reach what we rely on; the numbers are those of its issues. */
const advisories: readonly Advisory[] = [
  {
    from: [1, 9, 0],
    to: [1, 11, 0],
    says: "loses most decision logs after the first upload when their buffer has a limit (#8123). Update to 1.11.1 or later.",
  },
  {
    from: [1, 12, 0],
    to: [1, 12, anyPatch],
    says: "may stop asking for bundles after discovery has changed, as it does when keys are replaced (#8215). Update to 1.13 or later.",
  },
  {
    from: [1, 17, 0],
    to: [1, 18, 0],
    says: "leaks memory (#8830). Update to 1.18.1 or later.",
  },
];

/** What is known to be wrong with the version that an enforcer's user agent names; null: nothing, or no OPA. */
export function findAdvisory(agentVersion: string | null): string | null {
  const match = /^Open Policy Agent\/v?(\d+)\.(\d+)\.(\d+)/.exec(agentVersion ?? "");
  if (!match) return null;
  const version = [Number(match[1]), Number(match[2]), Number(match[3])] as const;
  const found = advisories.find(
    ({ from, to }) => compare(version, from) >= 0 && compare(version, to) <= 0,
  );
  return found ? `Open Policy Agent ${version.join(".")} ${found.says}` : null;
}

type Version = readonly [number, number, number];

function compare(left: Version, right: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}
