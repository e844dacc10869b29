import "#scripts/test-database.ts";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, describe, expect, test } from "vitest";
import { person } from "#lib/apis/fixtures/person.ts";
import { apiImports } from "#lib/apis/imports/contract.ts";
import { applyImport } from "#lib/apis/imports/apply-import.ts";
import { discardImport } from "#lib/apis/imports/discard-import.ts";
import { getImport } from "#lib/apis/imports/get-import.ts";
import { listImports } from "#lib/apis/imports/list-imports.ts";
import { startImport } from "#lib/apis/imports/start-import.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { addOperation } from "./add-operation.ts";
import { getApi } from "./get-api.ts";
import { listOperations } from "./list-operations.ts";
import { runImport, runQueuedImports } from "./run-import.ts";
import { updateApi } from "./update-api.ts";
import { updateOperations } from "./update-operations.ts";

const ctx = person();
afterAll(closeDatabase);

type Target = { slug: string; name: string } | { existing: string };

async function ready(document: string, target: Target) {
  const { id } = await startImport(ctx, { document, target, fileName: "description.yaml" });
  await runImport(database(), id);
  return getImport(ctx, { id });
}

function petsYaml(paths: string): string {
  return `openapi: 3.0.3\ninfo: {title: Pets, version: "1.0"}\nservers: [{url: https://pets.example.com/v1}]\npaths:\n${paths}`;
}

const pets = petsYaml(`  /pets:
    get: {operationId: listPets, summary: All pets, tags: [pets]}
    post: {operationId: addPet, tags: [pets]}
  /pets/{id}:
    get: {operationId: getPet, tags: [pets]}
    delete: {operationId: removePet, tags: [pets]}
`);

describe("a first import", () => {
  test("waits, is read in the background, is previewed, and changes nothing until it is applied", async () => {
    const started = await startImport(ctx, {
      document: pets,
      target: { slug: "pets", name: "Pets" },
    });
    expect(started).toMatchObject({ state: "queued", progress: 0, slug: "pets", isNew: true });
    expect(await database().api.count({ where: { slug: "pets" } })).toBe(0);
    expect(await runQueuedImports(database())).toBe(1);
    const preview = await getImport(ctx, { id: started.id });
    expect(preview).toMatchObject({ state: "ready", progress: 100, error: null });
    expect(preview.difference?.added.map(({ key }) => key)).toEqual([
      "listPets",
      "addPet",
      "getPet",
      "removePet",
    ]);
    expect(preview.description?.servers).toMatchObject([
      { host: "pets.example.com", basePath: "/v1" },
    ]);
    expect(await database().api.count({ where: { slug: "pets" } })).toBe(0);
    const applied = await applyImport(ctx, { id: started.id, sensitivity: "confidential" });
    expect(applied).toEqual({ slug: "pets", added: 4, changed: 0, removed: 0 });
    expect(await getApi(ctx, { slug: "pets" })).toMatchObject({
      sensitivity: "confidential",
      hosts: [{ host: "pets.example.com", basePath: "/v1" }],
      operations: 4,
      permitted: false,
      unpermitted: 4,
      origin: "import",
      documentVersion: "1.0",
    });
    await expect(applyImport(ctx, { id: started.id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("a document that can't be read fails with its reason and place", async () => {
    const failed = await ready("openapi: 3.0.0\npaths: [", { slug: "broken", name: "Broken" });
    expect(failed).toMatchObject({ state: "failed", error: { line: 2 }, difference: null });
    await expect(applyImport(ctx, { id: failed.id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("can be left, found again and discarded, and the document goes with it", async () => {
    const preview = await ready(pets, { slug: "left", name: "Left" });
    const list = await listImports(ctx, { slug: "left" });
    expect(list.items.map(({ id }) => id)).toEqual([preview.id]);
    expect(await discardImport(ctx, { id: preview.id })).toMatchObject({ state: "discarded" });
    const row = await database().apiImport.findUniqueOrThrow({ where: { id: preview.id } });
    expect(row.document).toHaveLength(0);
  });

  test("is refused where nothing could come of it: a taken slug, a missing API, no permission", async () => {
    await expect(
      startImport(ctx, { document: pets, target: { slug: "pets", name: "P" } }),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(
      startImport(ctx, { document: pets, target: { existing: "nowhere" } }),
    ).rejects.toMatchObject({ code: "not-found" });
    await expect(
      startImport(person("auditor"), { document: "", target: { existing: "" } }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  test("two processes never read the same import twice", async () => {
    const { id } = await startImport(ctx, {
      document: pets,
      target: { slug: "race", name: "Race" },
    });
    await Promise.all([runImport(database(), id), runImport(database(), id)]);
    expect(await getImport(ctx, { id })).toMatchObject({ state: "ready" });
  });
});

describe("importing into an API that is there", () => {
  const later = petsYaml(`  /pets:
    get: {operationId: listPets, summary: Every pet, tags: [pets]}
    post: {operationId: addPet, tags: [pets]}
  /pets/{petId}:
    get: {operationId: readPet, tags: [pets]}
  /owners:
    get: {operationId: listOwners}
`);

  test("keeps what people decided, shows what changes, and names the policies a removal would break", async () => {
    const operations = (await listOperations(ctx, { slug: "pets" })).items;
    const chosen = operations.filter(({ key }) => key === "getPet" || key === "removePet");
    await updateOperations(ctx, {
      slug: "pets",
      ids: chosen.map(({ id }) => id),
      sensitivity: "restricted",
      rateLimit: { limit: 5, window: "1m", per: "device" },
    });
    await addOperation(ctx, { slug: "pets", method: "GET", template: "/health" });
    const subjects = "subjects: {authenticated: true}";
    await createPolicy(ctx, {
      source: `name: pets-removal\neffect: permit\n${subjects}\nresources: {apis: [pets], operations: [removePet, addPet]}\n`,
    });
    await createPolicy(ctx, {
      source: `name: pets-guard\neffect: forbid\nresources: {apis: all, operations: [removePet]}\n`,
    });
    await createPolicy(ctx, {
      source: `name: pets-reading\neffect: permit\n${subjects}\nresources: {apis: [pets], operations: [getPet]}\n`,
    });
    const preview = await ready(later, { existing: "pets" });
    expect(preview.difference).toMatchObject({
      added: [{ key: "listOwners" }],
      changed: [
        { key: "listPets", what: ["summary"] },
        {
          key: "getPet",
          template: "/pets/{petId}",
          what: ["path /pets/{id}", "operationId getPet"],
        },
      ],
      removed: [{ key: "removePet", sensitivity: "restricted" }],
      unchanged: 1,
      kept: 1,
      breaks: [
        { policy: "pets-guard", names: ["removePet"], blocksPublishing: true },
        { policy: "pets-removal", names: ["removePet"], blocksPublishing: false },
      ],
    });
    expect(await applyImport(ctx, { id: preview.id })).toMatchObject({
      added: 1,
      changed: 2,
      removed: 1,
    });
    const after = await listOperations(ctx, { slug: "pets" });
    expect(after.items.map(({ key }) => key)).toEqual([
      "GET /health",
      "listOwners",
      "listPets",
      "addPet",
      "getPet",
    ]);
    expect(after.items.find(({ key }) => key === "getPet")).toMatchObject({
      sensitivity: "restricted",
      rateLimit: { limit: 5, window: "1m", per: "device" },
      operationIds: ["readPet"],
      permittedBy: ["pets-reading"],
    });
    expect(await getApi(ctx, { slug: "pets" })).toMatchObject({
      sensitivity: "confidential",
      unpermitted: 3,
    });
  });

  test("is refused when the API was changed after the preview", async () => {
    const preview = await ready(pets, { existing: "pets" });
    const { version } = await getApi(ctx, { slug: "pets" });
    await updateApi(ctx, { slug: "pets", version, owner: "Somebody else" });
    await expect(applyImport(ctx, { id: preview.id })).rejects.toMatchObject({ code: "conflict" });
    expect(await getImport(ctx, { id: preview.id })).toMatchObject({ state: "ready" });
  });

  test("what can't be applied changes nothing: a host that belongs to another API", async () => {
    const preview = await ready(pets, { slug: "thief", name: "Thief" });
    await expect(applyImport(ctx, { id: preview.id })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("belongs to the API Pets"),
    });
    expect(await database().api.count({ where: { slug: "thief" } })).toBe(0);
    expect(await getImport(ctx, { id: preview.id })).toMatchObject({ state: "ready" });
  });
});

test("GitHub's whole description is imported, searched and imported again without a difference", async () => {
  const file = createRequire(import.meta.url).resolve(
    "@octokit/openapi/generated/api.github.com.json",
  );
  const document = readFileSync(file, "utf8");
  expect(JSON.stringify({ document }).length).toBeLessThan(
    apiImports.start.route?.bodyBytesMax ?? 0,
  );
  const preview = await ready(document, { slug: "github", name: "GitHub" });
  const added = preview.difference?.added.length ?? 0;
  expect(added).toBeGreaterThan(1000);
  expect(await applyImport(ctx, { id: preview.id })).toMatchObject({ added });
  const search = await listOperations(ctx, { slug: "github", q: "deploy key", limit: 3 });
  expect(search).toMatchObject({ total: 4, items: [{}, {}, {}] });
  const rest = await listOperations(ctx, {
    slug: "github",
    q: "deploy key",
    limit: 3,
    cursor: search.nextCursor ?? "",
  });
  expect(rest.items).toHaveLength(1);
  expect(await listOperations(ctx, { slug: "github", permitted: "no", limit: 1 })).toMatchObject({
    total: added,
  });
  const again = await ready(document, { existing: "github" });
  expect(again.difference).toMatchObject({ added: [], changed: [], removed: [], unchanged: added });
}, 60_000);
