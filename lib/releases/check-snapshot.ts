import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import { checkRelease } from "#lib/engine/check-release.ts";
import { releaseContent } from "#lib/engine/release-content.ts";
import { AppError } from "#lib/errors.ts";
import type { releaseDiagnostic } from "./contract.ts";
import type { Snapshot } from "./snapshot-content.ts";

type Diagnostic = z.input<typeof releaseDiagnostic>;

/** Everything that is wrong or remarkable with a content, against the names that exist now. */
export async function checkSnapshot(tx: Transaction, snapshot: Snapshot): Promise<Diagnostic[]> {
  const parsed = releaseContent.safeParse(snapshot.content);
  if (!parsed.success) return parsed.error.issues.map((issue) => malformed(snapshot, issue));
  const roles = await tx.role.findMany({ select: { slug: true } });
  const users = await tx.user.findMany({
    where: { state: { not: "deleted" } },
    select: { slug: true },
  });
  const known = {
    roles: new Set(roles.map(({ slug }) => slug)),
    users: new Set(users.map(({ slug }) => slug)),
    groups: new Set<string>(),
    workloads: new Set<string>(),
  };
  return checkRelease(parsed.data, known).map(({ path, fix, ...diagnostic }) => ({
    ...diagnostic,
    path: path.join("."),
    fix: fix ?? null,
  }));
}

/** Errors block publishing. */
export function refuseErrors(diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  throw new AppError(
    "invalid-input",
    `${errors.length === 1 ? "An error blocks" : `${errors.length} errors block`} publishing.`,
    {
      errors: errors.map(({ policy, api, path, message }) => ({
        path: [policy ?? api, path].filter(Boolean).join("."),
        message,
      })),
    },
  );
}

function malformed(
  { content }: Snapshot,
  issue: { readonly path: readonly PropertyKey[]; readonly message: string },
): Diagnostic {
  const [list, index, ...rest] = issue.path;
  const at = Number(index);
  return {
    severity: "error",
    policy: list === "policies" ? (content.policies[at]?.name ?? null) : null,
    api: list === "apis" ? (content.apis[at]?.slug ?? null) : null,
    path: rest.map(String).join("."),
    message: issue.message,
    fix: null,
  };
}
