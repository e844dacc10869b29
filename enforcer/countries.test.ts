import { copyFileSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadFixtures } from "#lib/engine/fixtures/load-fixtures.ts";
import { openCountries } from "./countries.ts";
import { createLog } from "./log.ts";
import { ready, setUpEnforcer } from "./testing/set-up-enforcer.ts";
import { temporaryFolder, until } from "./testing/start-test-enforcer.ts";

const dataSet = "node_modules/@ip-location-db/geo-whois-asn-country-mmdb";
const both = join(dataSet, "geo-whois-asn-country.mmdb");
const silent = createLog("silent");

async function copy() {
  const folder = await temporaryFolder();
  onTestFinished(folder.remove);
  const file = join(folder.path, "countries.mmdb");
  copyFileSync(both, file);
  const countries = openCountries(file, silent);
  onTestFinished(countries.close);
  return { file, countries };
}

test.each([
  ["193.0.6.139", "NL"],
  ["::ffff:193.0.6.139", "NL"],
  ["2001:67c:2e8:22::c100:68b", "NL"],
  ["8.8.8.8", "US"],
  ["10.0.0.1", null],
  ["127.0.0.1", null],
  ["::1", null],
  ["193.000.006.139", null],
  ["193.0.6.139:443", null],
  ["nonsense", null],
  [null, null],
])("the country of %s is %s", async (address, country) => {
  const { countries } = await copy();
  expect(countries.of(address)).toBe(country);
});

test("a file that was replaced is read again, and a broken one leaves the old in force and is said", async () => {
  const { file, countries } = await copy();
  const replaced = (at: number) => {
    utimesSync(file, at, at);
    countries.refresh();
  };
  copyFileSync(join(dataSet, "geo-whois-asn-country-ipv4.mmdb"), file);
  replaced(1000);
  expect([countries.of("193.0.6.139"), countries.of("2001:67c:2e8:22::c100:68b")]).toEqual([
    "NL",
    null,
  ]);
  truncateSync(file, 1_000_000);
  replaced(2000);
  expect(countries.of("193.0.6.139")).toBe("NL");
  expect(countries.alarms().join()).toContain("could not be read again");
  writeFileSync(file, "<html>moved</html>");
  replaced(3000);
  expect(countries.of("193.0.6.139")).toBe("NL");
  copyFileSync(both, file);
  replaced(4000);
  expect(countries.alarms().join()).not.toContain("could not be read again");
});

test.each([
  ["/nowhere.mmdb", "ENOENT"],
  ["package.json", "is no country database"],
])("%s is no data set to start with", (file, why) => {
  expect(() => openCountries(file, silent)).toThrow(why);
});

const policy = `
base:
  now: 2026-03-02T09:00:00Z
  apis:
    billing: { hosts: [billing.example.com/], operations: { listInvoices: GET /invoices } }
cases:
  - name: sample
    rules: country
    policies:
      - name: dutch-read
        effect: permit
        subjects: { everybody: true }
        resources: { apis: [billing] }
        when: [{ country: { in: [NL] } }]
    request: GET billing.example.com /invoices
    expect: { outcome: deny, reason: no-permit }
`;

test("a policy on countries is decided by where the request comes from, and nobody can claim another", async () => {
  const [fixture] = loadFixtures(policy);
  if (!fixture) throw new Error("no fixture");
  const { authority, start } = await setUpEnforcer(fixture.deployment, fixture.now);
  const enforcer = await start({ countryDatabase: both });
  await ready(enforcer);
  const from = async (address: string, more: Record<string, string> = {}) => {
    const response = await fetch(`${enforcer.url}/authorize`, {
      headers: {
        "x-forwarded-method": "GET",
        "x-forwarded-host": "billing.example.com",
        "x-forwarded-uri": "/invoices",
        "x-forwarded-for": address,
        ...more,
      },
    });
    return response.headers.get("x-sallyport-reason");
  };
  expect(await from("193.0.6.139")).toBe("permitted");
  expect(await from("8.8.8.8")).toBe("no-permit");
  expect(await from("10.0.0.1")).toBe("no-permit");
  const claimed = { "x-country": "NL", "cf-ipcountry": "NL", "x-sallyport-country": "NL" };
  expect(await from("8.8.8.8", claimed)).toBe("no-permit");
  await until("the log", () => authority.events.length >= 4);
  expect(JSON.stringify(authority.events)).toContain('"country":"NL"');
});
