import type { Transaction } from "#lib/db/client.ts";
import { apiFacts, operationFacts } from "#lib/engine/conditions/attribute-ref.ts";

export type Fact = { readonly value: string; readonly detail: string };

/** What every request, caller, device, API and operation has. */
const givenFacts: readonly Fact[] = [
  { value: "subject.id", detail: "the caller's name in policies" },
  { value: "subject.kind", detail: "user or workload" },
  { value: "device.id", detail: "the device's name in policies" },
  { value: "device.platform", detail: "macos, windows, linux …" },
  { value: "device.trust", detail: "registered, compliant or managed" },
  { value: "device.owner", detail: "whose device it is" },
  ...apiFacts.map((name) => ({ value: `api.${name}`, detail: "of the API" })),
  ...operationFacts.map((name) => ({ value: `operation.${name}`, detail: "of the operation" })),
  { value: "token.client_id", detail: "the application that asked for the token" },
  { value: "token.acr", detail: "how the caller signed in" },
];

/** Every fact that a condition could name now: what always is, attributes on record, parameters of paths. */
export async function readKnownFacts(
  tx: Transaction,
  templates: readonly string[],
): Promise<readonly Fact[]> {
  const people = await tx.$queryRaw<{ key: string; count: bigint }[]>`
    SELECT key, count(*) FROM "User", jsonb_object_keys("attributes") AS key
    WHERE "state" <> 'deleted' GROUP BY key ORDER BY key LIMIT 500`;
  const machines = await tx.$queryRaw<{ key: string; count: bigint }[]>`
    SELECT key, count(*) FROM "Device", jsonb_object_keys("attributes") AS key
    GROUP BY key ORDER BY key LIMIT 500`;
  const parameters = new Set(
    templates.flatMap((template) =>
      [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name.replace(/\+$/, "")),
    ),
  );
  return [
    ...people.map(({ key, count }) => ({ value: `subject.${key}`, detail: `${count} people` })),
    ...machines.map(({ key, count }) => ({ value: `device.${key}`, detail: `${count} devices` })),
    ...[...parameters]
      .toSorted()
      .map((name) => ({ value: `path.${name}`, detail: "a parameter of the path" })),
    ...givenFacts,
  ];
}
