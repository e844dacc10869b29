import type { DescriptionNote } from "./note-list.ts";

export type DescribedOperation = {
  readonly method: string;
  readonly template: string;
  readonly shape: string;
  /** Every operationId of the document that means it; none stands at two operations. */
  readonly operationIds: readonly string[];
  readonly summary: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  /** Can be called only where the API requires trailing slashes. */
  readonly endsInSlash: boolean;
};

/** An address that the document proposes. */
export type DescribedServer = {
  readonly url: string;
  /** Null: the document names only a path. */
  readonly host: string | null;
  readonly basePath: string;
  /** `operations`: only some operations are served there. */
  readonly from: "document" | "operations";
  readonly operations: number;
};

export type DescribedScheme = {
  readonly name: string;
  readonly type: string;
  readonly detail: string;
};

/** What Sallyport takes from a Swagger or OpenAPI description: what a decision needs, and what a person wants to see. */
export type Description = {
  readonly openapi: string;
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly servers: readonly DescribedServer[];
  readonly securitySchemes: readonly DescribedScheme[];
  readonly operations: readonly DescribedOperation[];
  readonly notes: readonly DescriptionNote[];
  readonly notesLeftOut: number;
  /** Operations that the document has, and those of them that no request could match; the rest is in `operations`, merged where several mean the same. */
  readonly described: number;
  readonly skipped: number;
};
