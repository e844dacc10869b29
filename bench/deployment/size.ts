export type Size = {
  readonly policies: number;
  readonly apis: number;
  readonly operationsPerApi: number;
  readonly roles: number;
  /** As many devices. */
  readonly users: number;
};

/** 250 operations, or 2,500 with ten thousand policies. */
export function sizeOf(policies: number, users = 1000): Size {
  const apis = policies >= 10_000 ? 100 : 10;
  return { policies, apis, operationsPerApi: 25, roles: Math.min(40, policies), users };
}
