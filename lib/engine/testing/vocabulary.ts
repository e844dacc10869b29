/** Few names, so that what is drawn apart meets; some that exist nowhere. */
export const vocabulary = {
  users: ["ann", "bob", "carol", "dan"],
  workloads: ["sync"],
  foreign: ["partner|eve", "legacy|zoe"],
  groups: ["finance", "engineering", "contractors"],
  asserted: ["partner/staff", "partner/finance"],
  roles: ["reader", "author", "auditor"],
  devices: ["laptop", "phone", "kiosk"],
  thumbprints: ["laptop-key", "phone-key", "laptop-cert", "phone-cert", "kiosk-cert"],
  presented: ["laptop-cert", "phone-cert", "kiosk-cert", "foreign-cert"],
  issuers: ["local", "partner", "legacy"],
  sessions: ["session-1", "session-2"],
  apis: ["billing", "people", "status"],
  tags: ["invoices", "danger"],
  checks: ["disk-encrypted", "os-version", "firewall"],
  scopes: ["billing", "profile", "invoices"],
  platforms: ["macos", "linux"],
  countries: ["DE", "FR", "US"],
} as const;

/** Networks with addresses at their edges among `addresses`. */
export const networks = [
  "192.0.2.0/24",
  "192.0.2.128/25",
  "192.0.2.255/32",
  "0.0.0.0/0",
  "::/0",
  "2001:db8::/32",
  "2001:db8:0:1::/64",
  "2001:db8::1/128",
  "64:ff9b::/96",
] as const;

export const addresses = [
  "192.0.2.0",
  "192.0.2.127",
  "192.0.2.128",
  "192.0.2.255",
  "192.0.3.0",
  "::ffff:192.0.2.7",
  "::ffff:c000:2ff",
  "0:0:0:0:0:FFFF:192.0.2.128",
  "2001:db8::1",
  "2001:DB8:0:1:ffff::",
  "2001:db8:0:2::",
  "64:ff9b::c000:207",
  "::192.0.2.7",
  "::",
  "192.0.2.007",
  "192.0.2.7:443",
  "[2001:db8::1]",
  "fe80::1%eth0",
  "2001:db8::1::2",
  "1:2:3:4:5:6:7::",
  "1:2:3:4:5:6:7:8:9",
  "192.0.2.256",
  "192.0.2",
  "",
] as const;

/** Instants at which a clock somewhere does something odd. */
export const oddInstants = [
  "2026-03-02T09:00:00Z",
  "2026-03-29T01:00:00Z", // Berlin skips 02:00
  "2026-10-25T01:00:00Z", // Berlin repeats 02:00
  "2026-03-08T07:00:00Z", // New York skips 02:00
  "2026-11-01T06:00:00Z", // New York repeats 01:00
  "2026-04-04T15:00:00Z", // Lord Howe repeats half an hour
  "2026-10-03T15:30:00Z", // Lord Howe skips half an hour
  "2026-12-31T18:15:00Z", // midnight in Kathmandu
  "2026-02-28T23:00:00Z", // midnight in Berlin
  "2028-02-29T00:00:00Z",
] as const;

export const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Pacific/Kiritimati",
] as const;

/** Values that compare in surprising ways with each other. */
export const oddValues = [
  "finance",
  "Finance",
  "42",
  "042",
  "42.0",
  "me",
  "",
  "\u00e9",
  "\u{1f600}",
  "\uff5e",
  42,
  -0,
  7,
  7.5,
  0.3,
  9_007_199_254_740_991,
  true,
  false,
] as const;
