import type { ApiSettings } from "#lib/apis/contract.ts";
import type { Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";

/** Replaces an API's hosts. Two APIs at one host and base path are refused (rule 28), with the other's name. */
export async function writeHosts(
  tx: Transaction,
  apiId: string,
  hosts: ApiSettings["hosts"],
): Promise<void> {
  const taken = await tx.apiHost.findMany({
    where: { apiId: { not: apiId }, OR: hosts.flatMap(spellings) },
    include: { api: { select: { name: true, slug: true } } },
  });
  const errors = taken.map((row) => ({
    path: `hosts.${hosts.findIndex((each) => each.host === row.host && each.basePath === (row.basePath || "/"))}`,
    message: `${row.host}${row.basePath} belongs to the API ${row.api.name} (${row.api.slug}).`,
  }));
  if (errors.length > 0) throw new AppError("conflict", errors[0]?.message ?? "", { errors });
  await tx.apiHost.deleteMany({ where: { apiId } });
  await tx.apiHost.createMany({
    data: hosts.map(({ host, basePath }) => ({ apiId, host, basePath })),
  });
}

/** The root may have been stored as the empty text. */
function spellings({ host, basePath }: ApiSettings["hosts"][number]): {
  host: string;
  basePath: string;
}[] {
  return basePath === "/"
    ? [
        { host, basePath },
        { host, basePath: "" },
      ]
    : [{ host, basePath }];
}
