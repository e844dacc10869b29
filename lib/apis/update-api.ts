import { staleEdit } from "#lib/audit/stale-edit.ts";
import { apis, type ApiDetail } from "#lib/apis/contract.ts";
import { verb } from "#lib/verb.ts";
import { apiData, judgeSettings, type SettingsPatch } from "./api-data.ts";
import { readApi } from "./read-api.ts";
import { writeHosts } from "./write-hosts.ts";

export const updateApi = verb(apis.update, async (_ctx, { slug, version, ...patch }, tx) => {
  const before = await readApi(tx, slug);
  const { count } = await tx.api.updateMany({
    where: { id: before.id, version },
    data: { version: { increment: 1 } },
  });
  if (count === 0)
    throw await staleEdit(
      tx,
      "Somebody else changed this API while you edited it.",
      { kind: "api", id: slug },
      before,
    );
  judgeSettings({ ...before, ...given(patch) }, before, new Date());
  await tx.api.update({ where: { id: before.id }, data: apiData(patch) });
  if (patch.hosts) await writeHosts(tx, before.id, patch.hosts);
  const result = await readApi(tx, slug);
  const changed = Object.keys(given(patch)).filter(
    (key) => isAmong(key, before) && differs(key, before, result),
  );
  return {
    result,
    audit: {
      target: { kind: "api", id: slug, name: before.name },
      detail: { before: pick(before, changed), after: pick(result, changed) },
    },
  };
});

/** What was left out of a patch stays as it was. */
function given(
  patch: SettingsPatch,
): SettingsPatch & { [K in keyof SettingsPatch]: Exclude<SettingsPatch[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

function isAmong(key: string, api: ApiDetail): key is keyof ApiDetail {
  return Object.hasOwn(api, key);
}

function differs(key: keyof ApiDetail, before: ApiDetail, after: ApiDetail): boolean {
  return JSON.stringify(before[key]) !== JSON.stringify(after[key]);
}

function pick(api: ApiDetail, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(api).filter(([key]) => keys.includes(key)));
}
