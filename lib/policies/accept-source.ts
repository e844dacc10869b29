import type { Prisma } from "#lib/db/generated/client.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import { AppError } from "#lib/errors.ts";
import { modeOf } from "./policy-row.ts";
import { readPolicySource } from "./source/read-policy-source.ts";

export type AcceptedSource = {
  readonly document: PolicyDocument;
  readonly data: {
    readonly source: string;
    readonly document: Prisma.InputJsonValue;
    readonly effect: string;
    readonly mode: string;
  };
};

/**
 * What may be stored: YAML whose document the schema accepts. Names that dangle do not stand in the way here, a
 * policy may be written before its API; they are pointed out, and in a forbid they block publishing.
 */
export function acceptSource(source: string): AcceptedSource {
  const { document, diagnostics } = readPolicySource(source);
  if (!document)
    throw new AppError("invalid-input", diagnostics[0]?.message ?? "This is no policy.", {
      errors: diagnostics.map(({ path, line, message }) => ({
        path: path === "" ? "source" : path,
        message: line === null ? message : `Line ${line}: ${message}`,
      })),
    });
  return {
    document,
    data: { source, document: asJson(document), effect: document.effect, mode: modeOf(document) },
  };
}

/** Without members that are undefined. */
function asJson(document: PolicyDocument): Prisma.InputJsonValue {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON text of a plain object
  return JSON.parse(JSON.stringify(document)) as Prisma.InputJsonObject;
}
