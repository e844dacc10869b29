export type StepResult = {
  readonly title: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
};
export declare function summarise(
  results: readonly StepResult[],
  missing: readonly string[],
  isCI: boolean,
): { readonly text: string; readonly passed: boolean };
