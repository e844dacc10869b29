import type { DirectoryData } from "#lib/engine/deployment.ts";

/** A small directory for tests of the wire. */
export const directoryFixture: DirectoryData = {
  format: 1,
  revision: [1, 7],
  subjects: {
    ada: {
      seq: 1,
      kind: "user",
      state: "active",
      groups: ["staff"],
      grants: [{ role: "finance", not_after: null }],
      attributes: { department: "é 💳\u2028" },
      passkey: true,
      revoked_before: null,
    },
  },
  groups: { staff: { seq: 1, grants: [] } },
  devices: {},
  thumbprints: {},
};
