import type { z } from "zod";
import type { ContractPermission } from "#lib/auth/may.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * One operation of the product, as data: it types the verb, the REST route, the browser client, the command
 * line, the OpenAPI document and the tests. `input` is one flat object: path parameters by name, the rest
 * from the query (GET, DELETE) or the JSON body. With `ifMatch` the input has `version: number`, taken from
 * the If-Match header.
 */
export type Contract<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  K extends "read" | "write" = "read" | "write",
> = {
  /** `<domain>.<verb>`, e.g. `policies.create`. */
  readonly name: string;
  readonly summary: string;
  readonly permission: ContractPermission;
  readonly kind: K;
  readonly input: I;
  readonly output: O;
  /** Null: not part of the REST API (ceremonies, jobs, the authority's own verbs). */
  readonly route: {
    readonly method: Method;
    readonly path: `/${string}`;
    readonly status?: 200 | 201 | 202;
    readonly ifMatch?: true;
    readonly bodyBytesMax?: number;
  } | null;
  /** Writes only: the audit event's action. */
  readonly audit: K extends "write" ? string : null;
  /** A person's last ceremony must be younger than this; `tokens: "refused"` keeps API tokens out altogether. */
  readonly ceremony?: { readonly withinSeconds: number; readonly tokens: "allowed" | "refused" };
  /** Query keys (first segments) that the browser refetches after a write. */
  readonly invalidates?: readonly string[];
};

type Base<I extends z.ZodType, O extends z.ZodType> = Omit<Contract<I, O>, "kind" | "audit">;

export function read<I extends z.ZodType, O extends z.ZodType>(
  contract: Base<I, O>,
): Contract<I, O, "read"> {
  return { ...contract, kind: "read", audit: null };
}

export function write<I extends z.ZodType, O extends z.ZodType>(
  contract: Base<I, O> & { readonly audit: string },
): Contract<I, O, "write"> {
  return { ...contract, kind: "write" };
}
