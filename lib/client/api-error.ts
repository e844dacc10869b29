/** Who changed which members of a record, and when; null: its text as a whole. */
export type Change = {
  readonly at: string;
  readonly by: string;
  readonly members: readonly string[] | null;
};

/** problem+json (RFC 9457) as the REST API answers it. */
export type Problem = {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code?: string;
  readonly requestId?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly current?: unknown;
  readonly changes?: readonly Change[];
  readonly maxAgeSeconds?: number;
  /** Why a ceremony or sign-in was refused: `lib/client/words.ts` has the words. */
  readonly reason?: string;
};

/** A refused call; `message` is the sentence for a person. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problem.detail);
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
  }
}
