import type { Metadata } from "next";
import { Suspense } from "react";
import type { z } from "zod";
import { AccessMatrix } from "./_components/access-matrix.tsx";
import { MatrixFilters } from "./_components/matrix-filters.tsx";
import { ReachSkeleton, ReachSummary } from "./_components/reach-summary.tsx";
import { FormError } from "#components/form/form-error.tsx";
import { readProblem, type Problem } from "#components/form/problem.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { listApis } from "#lib/apis/list-apis.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { paths } from "#lib/client/paths.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import type { Context } from "#lib/context.ts";
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
  const input: MatrixInput = { ...asked, zoom: isClose ? asked.zoom : "apis", ...onePage };
  const apis = await listApis(ctx, { limit: 200 });
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Policies", href: paths.policies() }]}
        title="Who can call what"
        subtitle="Roles or people by operation, and what each would take. Closer, operations that every policy treats alike share a row."
      />
      {/* Deciding for everybody takes a moment; the page does not wait for it. */}
      {may(ctx.actor, "people:read") ? (
        <Suspense key={`reach ${asked.sensitivity} ${asked.of}`} fallback={<ReachSkeleton />}>
          <Reach ctx={ctx} sensitivity={asked.sensitivity ?? "restricted"} of={asked.of} />
        </Suspense>
      ) : null}
      <MatrixFilters
        zoom={input.zoom}
        input={asked}
        apis={apis.items.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <Suspense key={JSON.stringify(input)} fallback={<Skeleton className="h-[75vh] w-full" />}>
        <Matrix ctx={ctx} input={input} />
      </Suspense>
    </>
  );
}

type MatrixInput = z.output<typeof simulation.matrix.input>;

async function Matrix({ ctx, input }: { readonly ctx: Context; readonly input: MatrixInput }) {
  const matrix = await readMatrix(ctx, input).catch(whyBlocked);
  if (!("rows" in matrix)) return <FormError problem={matrix} />;
  return <AccessMatrix matrix={matrix} people={input.rows === "people"} />;
}

type ReachProps = {
  readonly ctx: Context;
  readonly sensitivity: NonNullable<MatrixInput["sensitivity"]>;
  readonly of: MatrixInput["of"];
};

async function Reach({ ctx, sensitivity, of }: ReachProps) {
  const reach = await readReach(ctx, { sensitivity, of }).catch(whyBlocked);
  // The matrix below says what blocks a draft.
  return "ways" in reach ? <ReachSummary reach={reach} sensitivity={sensitivity} of={of} /> : null;
}

/** What a browser draws at once, and a person takes in; the file has all of it. */
const onePage = { callersMax: 40, columnsMax: 200 };

/** What can't be published yet has no matrix, but reasons. */
function whyBlocked(error: unknown): Problem {
  if (error instanceof AppError && ["invalid-input", "too-large"].includes(error.code))
    return readProblem(error);
  throw error;
}
