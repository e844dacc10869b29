import { loadFixtures } from "#lib/engine/fixtures/load-fixtures.ts";
import type { Sample } from "./sample-deployment.ts";

/**
 * What OpenID's certification scenario for AuthZEN 1.0 wants to find: alice reads and writes, bob reads and, being an
 * administrator, writes what is archived; only soft deletion is allowed.
 */
const cases = `
base:
  now: 2026-03-02T09:00:00Z
  apis:
    record:
      hosts: [records.example.com/v1]
      operations:
        readRecord1: GET /record-1
        writeRecord1: PUT /record-1
        deleteRecord1: DELETE /record-1
        readRecord2: GET /record-2
        writeRecord2: { at: PUT /record-2, tags: [archived] }
        readRecord: "GET /{id}"
  directory:
    subjects:
      alice: {}
      bob: { grants: [{ role: admin, not_after: null }] }
      mallory: { state: suspended }
      nightly: { kind: workload }
    groups: {}
  signals:
    issuers: { local: { local: true, trusted_for_assurance: true } }
cases:
  - name: certification
    rules: step 6
    policies:
      - name: everybody-known-reads
        effect: permit
        subjects: { users: [alice, bob, mallory] }
        resources: { apis: [record], methods: [GET] }
      - name: alice-writes
        effect: permit
        subjects: { users: [alice] }
        resources: { apis: [record], methods: [PUT] }
      - name: administrators-write-what-is-archived
        effect: permit
        subjects: { roles: [admin] }
        resources: { apis: [record], methods: [PUT], tags: [archived] }
      - name: who-is-said-to-be-administrator-writes
        effect: permit
        subjects: { users: [alice, bob] }
        resources: { apis: [record], methods: [PUT] }
        when:
          - attribute: { left: query.subject.role, operator: equals, right: admin }
          - attribute: { left: query.resource.status, operator: equals, right: archived }
      - name: nobody-else-writes-what-is-archived
        effect: forbid
        resources: { apis: [record], methods: [PUT] }
        when:
          - attribute: { left: query.resource.status, operator: exists }
          - attribute: { left: query.resource.status, operator: equals, right: archived }
        unless:
          - attribute: { left: query.subject.role, operator: equals, right: admin }
      - name: alice-deletes-softly
        effect: permit
        subjects: { users: [alice] }
        resources: { apis: [record], methods: [DELETE] }
        when:
          - attribute: { left: query.action.soft, operator: equals, right: "true" }
    request: GET records.example.com /v1/record-1
    token: { sub: alice, aud: "https://record.example.com" }
    expect: { outcome: allow, reason: permitted }
`;

export function authzenDeployment(): Sample {
  const [fixture] = loadFixtures(cases);
  if (fixture === undefined) throw new Error("the scenario has one case");
  return { deployment: fixture.deployment, now: fixture.now };
}
