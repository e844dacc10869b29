import type { z } from "zod";
import { apiData, judgeSettings } from "#lib/apis/api-data.ts";
import type { ApiSettings } from "#lib/apis/contract.ts";
import type { Description } from "#lib/apis/description/description.ts";
import { apiImports } from "#lib/apis/imports/contract.ts";
import { writeHosts } from "#lib/apis/write-hosts.ts";
import type { Transaction } from "#lib/db/client.ts";
import { Prisma, type Api } from "#lib/db/generated/client.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { compareOperations } from "./compare-operations.ts";
import { descriptionOf, differenceOf, importOmit, targetOf, type ImportRow } from "./import-row.ts";
import { proposedTrailingSlash } from "./judge-import.ts";
import { operationsFor } from "./operations-for.ts";
import { writeOperations } from "./write-operations.ts";

type Choices = Omit<z.output<typeof apiImports.apply.input>, "id" | "remove">;

/** Everything or nothing: the API, its hosts and all operations in the verb's one transaction. */
export const applyImport = verb(apiImports.apply, async (_ctx, { id, remove, ...choices }, tx) => {
  const row = await claim(tx, id);
  const description = found(descriptionOf(row), "description");
  const api = await targetApi(tx, row, description, choices);
  await applyChoices(tx, api, description, choices);
  const fresh = await tx.api.findUniqueOrThrow({ where: { id: api.id } });
  const stored = await tx.operation.findMany({ where: { apiId: api.id } });
  const described = operationsFor(description, fresh.trailingSlash);
  const compared = compareOperations(stored, described, remove);
  await writeOperations(tx, api.id, compared);
  await tx.apiImport.update({ where: { id }, data: { apiId: api.id } });
  const result = {
    slug: api.slug,
    added: compared.added.length,
    changed: compared.changed.length,
    removed: compared.removed.length,
  };
  return {
    result,
    audit: {
      target: { kind: "api", id: api.slug, name: api.name },
      detail: {
        import: id,
        digest: row.digest,
        ...result,
        removedKeys: compared.removed.slice(0, 500).map(({ key }) => key),
        choices,
      },
    },
  };
});

async function claim(tx: Transaction, id: string): Promise<ImportRow> {
  const row = found(await tx.apiImport.findUnique({ where: { id }, omit: importOmit }), "import");
  const { count } = await tx.apiImport.updateMany({
    where: { id, state: "ready" },
    data: { state: "applied", step: "Applied", progress: 100 },
  });
  if (count === 0)
    throw new AppError("conflict", `This import can't be applied: it is ${row.state}.`);
  return row;
}

/** The API that is there, unchanged since the preview, or a new one with nothing in it. */
async function targetApi(
  tx: Transaction,
  row: ImportRow,
  description: Description,
  choices: Choices,
): Promise<Api> {
  const target = targetOf(row);
  if ("existing" in target) {
    const api = found(await tx.api.findUnique({ where: { slug: target.existing } }), "API");
    if (api.version !== differenceOf(row)?.apiVersion)
      throw new AppError(
        "conflict",
        "The API was changed after this preview was made. Import the description again to see what it would do now.",
      );
    return api;
  }
  const { slug } = target;
  if (await tx.api.findUnique({ where: { slug }, select: { id: true } }))
    throw new AppError("conflict", `There is an API “${slug}” already; import into it instead.`);
  return tx.api.create({
    data: {
      slug,
      name: choices.name ?? target.name,
      description: description.description,
      audience: `urn:sallyport:api:${slug}`,
      trailingSlash: proposedTrailingSlash(description),
      rateLimit: Prisma.DbNull,
      origin: "import",
    },
  });
}

async function applyChoices(
  tx: Transaction,
  api: Api,
  description: Description,
  choices: Choices,
): Promise<void> {
  const before = judgedOf(api);
  const given = Object.entries(choices).filter(([, value]) => value !== undefined);
  judgeSettings({ ...before, ...Object.fromEntries(given) }, before, new Date());
  await tx.api.update({
    where: { id: api.id },
    data: {
      ...apiData(choices),
      documentVersion: description.version,
      securitySchemes: description.securitySchemes.map((each) => ({ ...each })),
      version: { increment: 1 },
    },
  });
  const isNew = (await tx.apiHost.count({ where: { apiId: api.id } })) === 0;
  const hosts = choices.hosts ?? (isNew ? proposedHosts(description) : null);
  if (hosts) await writeHosts(tx, api.id, hosts);
}

function judgedOf(api: Api): Pick<ApiSettings, "sensitivity" | "observeUntil" | "stale"> {
  return {
    sensitivity: api.sensitivity,
    observeUntil: api.observeUntil?.toISOString() ?? null,
    stale: api.stale === "continue" ? "continue" : "deny",
  };
}

/** What the whole document names as its address; wildcards and single operations' addresses only when chosen. */
function proposedHosts({ servers }: Description): ApiSettings["hosts"] {
  return servers.flatMap(({ host, basePath, from }) =>
    host !== null && from === "document" && !host.startsWith("*") ? [{ host, basePath }] : [],
  );
}
