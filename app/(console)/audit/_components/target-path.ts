import type { AuditEventView } from "#lib/audit/contract.ts";
import { paths } from "#lib/client/paths.ts";

const byKind: Readonly<Record<string, (id: string) => string>> = {
  api: paths.api,
  policy: paths.policy,
  release: (id) => paths.release(Number(id)),
  role: paths.role,
  user: paths.person,
  device: paths.device,
  enforcer: paths.enforcer,
  settings: () => paths.settings(),
};

/** The page of what an event is about; null where it has none. */
export function targetPath(event: AuditEventView): string | null {
  const make = event.targetKind === null ? undefined : byKind[event.targetKind];
  return make && event.targetId !== null ? make(event.targetId) : null;
}
