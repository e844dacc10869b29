import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

export type Self = {
  readonly userId: string;
  readonly slug: string;
  readonly name: string;
  /** Null for an API token, which acts for its owner without a session. */
  readonly sessionId: string | null;
};

/** Whose portal this is. Jobs and enforcers have none. */
export function selfOf(ctx: Context): Self {
  const { actor } = ctx;
  if (actor.kind === "user" || actor.kind === "api-token")
    return {
      userId: actor.userId,
      slug: actor.slug,
      name: actor.name,
      sessionId: actor.kind === "user" ? actor.sessionId : null,
    };
  throw new AppError("forbidden", "This is about a person's own things.");
}
