import { apis } from "#lib/apis/contract.ts";
import { AppError } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { apiData, judgeSettings } from "./api-data.ts";
import { readApi } from "./read-api.ts";
import { writeHosts } from "./write-hosts.ts";

export const createApi = verb(apis.create, async (_ctx, { slug, ...settings }, tx) => {
  if (await tx.api.findUnique({ where: { slug }, select: { id: true } }))
    throw new AppError("conflict", `There is an API “${slug}” already.`, {
      errors: [{ path: "slug", message: "is taken" }],
    });
  judgeSettings(
    {
      sensitivity: settings.sensitivity ?? "internal",
      observeUntil: settings.observeUntil ?? null,
      stale: settings.stale ?? "deny",
    },
    null,
    new Date(),
  );
  const row = await tx.api.create({
    data: { slug, name: settings.name, audience: `urn:sallyport:api:${slug}` },
    select: { id: true },
  });
  await tx.api.update({ where: { id: row.id }, data: apiData(settings) });
  await writeHosts(tx, row.id, settings.hosts ?? []);
  const result = await readApi(tx, slug);
  return {
    result,
    audit: { target: { kind: "api", id: slug, name: settings.name }, detail: { after: settings } },
  };
});
