import type { Deployment, PolicyData, SignalsData } from "#lib/engine/deployment.ts";
import { loadFixtures } from "#lib/engine/fixtures/load-fixtures.ts";
import { testKeys } from "#lib/engine/fixtures/test-keys.ts";
import { SignJWT, importJWK } from "jose";

/** Ann of finance reads invoices, three a minute; rewriting needs a passkey; everybody reads the status page. */
const casesAt = (now: string) => `
base:
  now: ${now}
  apis:
    billing:
      hosts: [billing.example.com/, localhost/]
      operations:
        listInvoices: GET /invoices
        getInvoice: "GET /invoices/{id}"
        deleteInvoice: { at: "DELETE /invoices/{id}", sensitivity: confidential }
        createInvoice: POST /invoices
    status:
      hosts: [status.example.com/]
      sensitivity: public
      operations: { getStatus: GET / }
  directory:
    subjects:
      ann: { groups: [finance] }
      bob: {}
    groups: { finance: {} }
  signals:
    issuers: { local: { local: true, trusted_for_assurance: true } }
cases:
  - name: sample
    rules: step 6
    policies:
      - name: finance-reads
        effect: permit
        subjects: { groups: [finance] }
        resources: { apis: [billing], operations: [listInvoices], methods: [GET] }
        rateLimit: { limit: 3, window: 1m, per: subject }
      - name: finance-reads-one
        effect: permit
        subjects: { groups: [finance] }
        resources: { apis: [billing], operations: [getInvoice, createInvoice] }
      - name: finance-deletes
        effect: permit
        subjects: { groups: [finance] }
        resources: { apis: [billing], operations: [deleteInvoice] }
        when: [{ mfa: { strength: phishing-resistant, within: 15m } }]
      - name: anybody-reads-status
        effect: permit
        subjects: { everybody: true }
        resources: { apis: [status] }
    request: GET billing.example.com /invoices
    token: { sub: ann }
    expect: { outcome: allow, reason: permitted }
`;

export type Sample = { readonly deployment: Deployment; readonly now: number };

export function sampleDeployment(now = "2026-03-02T09:00:00Z"): Sample {
  const [fixture] = loadFixtures(casesAt(now));
  if (fixture === undefined) throw new Error("the sample has one case");
  return { deployment: fixture.deployment, now: fixture.now };
}

export const withSignals = (
  { signals, ...rest }: Deployment,
  change: Partial<SignalsData>,
): Deployment => ({ ...rest, signals: { ...signals, ...change } });

export const withPolicy = (
  { policy, ...rest }: Deployment,
  change: Partial<PolicyData>,
): Deployment => ({ ...rest, policy: { ...policy, ...change } });

/** A token of the sample's own issuer, five minutes old. */
export async function sampleToken(
  now: number,
  claims: Readonly<Record<string, unknown>> = {},
  signedBy = "local-issuer",
): Promise<string> {
  const key = testKeys[signedBy];
  const kid = testKeys["local-issuer"]?.thumbprint;
  if (key === undefined || kid === undefined) throw new Error("no such test key");
  return new SignJWT({
    iss: "https://local.issuer.example.com",
    aud: "https://billing.example.com",
    sub: "ann",
    iat: now - 300,
    exp: now + 600,
    jti: "token-1",
    sid: "session-1",
    client_id: "portal",
    ...claims,
  })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid })
    .sign(await importJWK({ ...key.privateJwk }, "ES256"));
}
