import type { Metadata } from "next";
import { AccessMatrix } from "./_components/access-matrix.tsx";
import { MatrixFilters } from "./_components/matrix-filters.tsx";
import { FormError } from "#components/form/form-error.tsx";
import { readProblem, type Problem } from "#components/form/problem.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listApis } from "#lib/apis/list-apis.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { AppError } from "#lib/errors.ts";
import { simulation } from "#lib/simulation/contract.ts";
import { readMatrix } from "#lib/simulation/read-matrix.ts";

export const metadata: Metadata = { title: "Who can call what" };

export default async function AccessPage({
  searchParams,
}: {
  readonly searchParams: Promise<SearchParams>;
}) {
  const ctx = await contextFromPage();
  const input = searchInput(simulation.matrix.input, await searchParams);
  const [matrix, apis] = await Promise.all([
    readMatrix(ctx, input).catch(whyBlocked),
    listApis(ctx, { limit: 200 }),
  ]);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Policies", href: paths.policies() }]}
        title="Who can call what"
        subtitle="Roles or people by operation, and what each would take. Operations that every policy treats alike share a row."
      />
      <MatrixFilters apis={apis.items.map(({ slug, name }) => ({ value: slug, label: name }))} />
      {"rows" in matrix ? (
        <AccessMatrix matrix={matrix} people={input.rows === "people"} />
      ) : (
        <FormError problem={matrix} />
      )}
    </>
  );
}

/** What can't be published yet has no matrix, but reasons. */
function whyBlocked(error: unknown): Problem {
  if (error instanceof AppError && error.code === "invalid-input") return readProblem(error);
  throw error;
}
