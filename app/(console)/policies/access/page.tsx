import type { Metadata } from "next";
import { AccessMatrix } from "./_components/access-matrix.tsx";
import { MatrixFilters } from "./_components/matrix-filters.tsx";
import { ReachSummary } from "./_components/reach-summary.tsx";
import { FormError } from "#components/form/form-error.tsx";
import { readProblem, type Problem } from "#components/form/problem.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listApis } from "#lib/apis/list-apis.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { paths } from "#lib/client/paths.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { AppError } from "#lib/errors.ts";
import { simulation } from "#lib/simulation/contract.ts";
import { readMatrix } from "#lib/simulation/read-matrix.ts";
import { readReach } from "#lib/simulation/read-reach.ts";

export const metadata: Metadata = { title: "Who can call what" };

export default async function AccessPage({
  searchParams,
}: {
  readonly searchParams: Promise<SearchParams>;
}) {
  const ctx = await contextFromPage();
  const search = await searchParams;
  const asked = searchInput(simulation.matrix.input, search);
  // From afar first: every API in a screen or two, its operations when one looks closer.
  const isClose = Boolean(search["zoom"] ?? asked.api ?? asked.only);
  const input = { ...asked, zoom: isClose ? asked.zoom : ("apis" as const), ...onePage };
  const sensitivity = asked.sensitivity ?? "restricted";
  const seesPeople = may(ctx.actor, "people:read");
  const [matrix, reach, apis] = await Promise.all([
    readMatrix(ctx, input).catch(whyBlocked),
    seesPeople ? readReach(ctx, { sensitivity, of: asked.of }).catch(whyBlocked) : null,
    listApis(ctx, { limit: 200 }),
  ]);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Policies", href: paths.policies() }]}
        title="Who can call what"
        subtitle="Roles or people by operation, and what each would take. Closer, operations that every policy treats alike share a row."
      />
      {reach && "ways" in reach ? (
        <ReachSummary reach={reach} sensitivity={sensitivity} of={asked.of} />
      ) : null}
      <MatrixFilters
        zoom={input.zoom}
        input={asked}
        apis={apis.items.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      {"rows" in matrix ? (
        <AccessMatrix matrix={matrix} people={input.rows === "people"} />
      ) : (
        <FormError problem={matrix} />
      )}
    </>
  );
}

/** What a browser draws at once, and a person takes in; the file has all of it. */
const onePage = { callersMax: 40, columnsMax: 200 };

/** What can't be published yet has no matrix, but reasons. */
function whyBlocked(error: unknown): Problem {
  if (error instanceof AppError && ["invalid-input", "too-large"].includes(error.code))
    return readProblem(error);
  throw error;
}
