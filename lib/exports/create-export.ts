import { z } from "zod";
import { listApis } from "#lib/apis/list-apis.ts";
import { listAuditEvents } from "#lib/audit/list-audit-events.ts";
import type { Context } from "#lib/context.ts";
import { listDecisions } from "#lib/decisions/list-decisions.ts";
import { listDevices } from "#lib/devices/list-devices.ts";
import { listEnforcers } from "#lib/enforcers/list-enforcers.ts";
import { listRoles } from "#lib/identities/roles/list-roles.ts";
import { listUsers } from "#lib/identities/users/list-users.ts";
import { listPolicies } from "#lib/policies/list-policies.ts";
import { listReleases } from "#lib/releases/list-releases.ts";
import { invoke, verb, type AnyVerb } from "#lib/verb.ts";
import { csvExports, exportRowsMax, type Exportable } from "./contract.ts";
import { csvOf } from "./csv-of.ts";

const lists: Readonly<Record<Exportable, AnyVerb>> = {
  "apis.list": listApis,
  "policies.list": listPolicies,
  "releases.list": listReleases,
  "users.list": listUsers,
  "roles.list": listRoles,
  "devices.list": listDevices,
  "enforcers.list": listEnforcers,
  "decisions.list": listDecisions,
  "audit.list": listAuditEvents,
};

const pageSize = 200;

/** The list itself checks its permission and its filters; what was taken along is in the audit log. */
export const createExport = verb(csvExports.create, async (ctx, input) => {
  const { rows, truncated } = await readAll(ctx, lists[input.list], input.input);
  const flat = rows.map((row) => flatten(row));
  const columns = [...new Set(flat.flatMap((row) => Object.keys(row)))];
  const csv = csvOf([columns, ...flat.map((row) => columns.map((name) => row[name] ?? ""))]);
  const { cursor: _cursor, limit: _limit, ...filters } = input.input;
  return {
    result: { csv, rows: rows.length, truncated },
    audit: {
      target: { kind: "list", id: input.list, name: input.list },
      detail: { filters, rows: rows.length },
    },
  };
});

const page = z.looseObject({
  items: z.array(z.record(z.string(), z.unknown())),
  nextCursor: z.string().nullable(),
});

async function readAll(ctx: Context, list: AnyVerb, input: Readonly<Record<string, unknown>>) {
  const rows: Record<string, unknown>[] = [];
  let cursor: string | null = null;
  do {
    const more: Record<string, unknown> = cursor === null ? {} : { cursor };
    const answer = page.parse(
      await invoke(list, ctx, { ...input, cursor: undefined, ...more, limit: pageSize }),
    );
    rows.push(...answer.items);
    cursor = answer.nextCursor;
  } while (cursor !== null && rows.length < exportRowsMax);
  return { rows: rows.slice(0, exportRowsMax), truncated: cursor !== null };
}

/** Nested members as `owner.name`, lists of words in one cell, anything deeper as JSON. */
function flatten(row: Readonly<Record<string, unknown>>, prefix = ""): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const [key, value] of Object.entries(row)) {
    const name = `${prefix}${key}`;
    if (prefix === "" && isRecord(value)) Object.assign(cells, flatten(value, `${name}.`));
    else cells[name] = cell(value);
  }
  return cells;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value) && value.every((item) => typeof item === "string"))
    return value.join(" ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
