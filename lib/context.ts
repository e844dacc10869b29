import type { Transaction } from "#lib/db/client.ts";
import type { ConsoleRole } from "#lib/auth/console-roles.ts";

/** Who acts. What each may do is a table of data: `lib/auth/console-roles.ts`. */
export type Actor =
  | {
      readonly kind: "user";
      readonly userId: string;
      readonly slug: string;
      readonly name: string;
      readonly consoleRole: ConsoleRole;
      readonly sessionId: string;
      /** When and how the person was last verified in this session. */
      readonly authTime: Date;
      readonly amr: readonly string[];
      readonly acr: string;
    }
  | {
      readonly kind: "api-token";
      readonly tokenId: string;
      readonly tokenName: string;
      readonly userId: string;
      readonly slug: string;
      readonly name: string;
      /** The owner's role now: a token never outlives a right of its owner. */
      readonly consoleRole: ConsoleRole;
      readonly scopes: readonly string[];
    }
  | {
      readonly kind: "enforcer";
      readonly enforcerId: string;
      readonly slug: string;
      readonly name: string;
      readonly channelSlug: string;
    }
  | { readonly kind: "system"; readonly name: string }
  | { readonly kind: "anonymous" };

/** Everything a verb knows about the call besides its input. */
export type Context = {
  readonly actor: Actor;
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Set inside a verb: a verb called from there joins this transaction. */
  readonly tx?: Transaction;
};

/** The context of work that nobody asked for: jobs, first start. */
export function systemContext(name: string, requestId: string = crypto.randomUUID()): Context {
  return { actor: { kind: "system", name }, requestId, ip: null, userAgent: null };
}
