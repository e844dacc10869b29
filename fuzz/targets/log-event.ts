import { gzipSync } from "node:zlib";
import { readEvent } from "#lib/decisions/read-event.ts";
import { evidenceOf } from "#lib/decisions/quarantine.ts";
import { readChunk } from "#authority/read-chunk.ts";
import { claim, type FuzzTarget } from "#fuzz/fuzz.ts";
import { mutateBytes } from "#fuzz/mutate-bytes.ts";
import { mutateJson } from "#fuzz/mutate-json.ts";
import { mutateText } from "#fuzz/mutate-text.ts";
import type { Random } from "#fuzz/random.ts";

const now = new Date("2026-03-02T09:00:00Z");
const secret = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlLW9mLWFubg";

/** As OPA and our enforcer send it, with a token in every place where one was ever seen. */
const event = {
  labels: { id: "opa-1", version: "1.9.0" },
  decision_id: "0195c1c0-0000-7000-8000-000000000000",
  bundles: {
    policy: { revision: "1.9" },
    directory: { revision: "1.4" },
    signals: { revision: "1.77" },
  },
  path: "sallyport/authz",
  input: {
    request: {
      method: "GET",
      host: "billing.example.com",
      target: `/invoices/7?access_token=${secret}`,
      headers: {
        authorization: [`Bearer ${secret}`],
        dpop: [secret],
        cookie: "sid=1",
        "x-a": secret,
      },
    },
    client: { address: "203.0.113.7", country: "DE" },
  },
  result: {
    outcome: "challenge",
    allow: false,
    reason: "step-up-required",
    subject: "ann",
    policies: ["finance-reads"],
    challenge: { mfa: { strength: "phishing-resistant" } },
    http_status: 401,
  },
  timestamp: "2026-03-02T08:59:59.123456Z",
  metrics: { timer_server_handler_ns: 420_000 },
};
const words = [secret, "Bearer ", "eyJ", "eyJ.", ".", "?", "&", "=", "\u{1F600}".repeat(1000)];

/** Whatever an enforcer sends: a row that Postgres takes and that holds no token, or a sentence why not. */
export const logEvents: FuzzTarget = {
  title: "decision log events: rows without secrets, or a reason",
  blockedMsMax: 250,
  prepare: () => (random) => {
    const raw = makeEvent(random);
    const row = readEvent(raw, now);
    if (typeof row === "string") claim(row.length > 0, "a refusal has a reason");
    else {
      checkValue(row);
      claim(!Number.isNaN(row.decidedAt.getTime()), "times are times", row.decidedAt);
      claim(!JSON.stringify(row).includes(secret), "no token is kept", row);
    }
    const text = Buffer.from(evidenceOf(random.chance(0.5) ? raw : JSON.stringify(raw))).toString();
    claim(!text.includes(secret), "no token is kept as evidence", text);
  },
};

/** As an enforcer sends it, changed somewhere. */
export function makeEvent(random: Random): unknown {
  const mutated = mutateJson(random, event, 0.06);
  const text = JSON.stringify(mutated);
  if (random.chance(0.5)) return JSON.parse(text);
  try {
    return JSON.parse(mutateText(random, text, words));
  } catch {
    return JSON.parse(text);
  }
}

/** What Postgres can't hold: NUL, lone surrogates (they turn up when a text is cut in the middle of a character). */
function checkValue(value: unknown): void {
  if (typeof value === "string")
    claim(value.isWellFormed() && !value.includes("\0"), "texts can be stored", value.slice(-20));
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    checkValue(key);
    checkValue(member);
  }
}

/** Whatever arrives as a chunk: events, or a sentence and evidence without a token. */
export const logChunks: FuzzTarget = {
  title: "chunks of decision log events: unpacked within bounds, or a reason",
  blockedMsMax: 1000,
  prepare: () => async (random) => {
    const text = JSON.stringify(
      Array.from({ length: 1 + random.below(4) }, () => makeEvent(random)),
    );
    const bytes = random.chance(0.3)
      ? Buffer.from(mutateText(random, text, words))
      : Buffer.from(text);
    const chunk = random.chance(0.6) ? gzipSync(bytes) : bytes;
    const sent = random.chance(0.5) ? mutateBytes(random, chunk, bytes) : chunk;
    const read = await readChunk(Buffer.from(sent), random.pick(["gzip", "", "identity", "br"]));
    if (Array.isArray(read)) for (const each of read) readEvent(each, now);
    else {
      claim(read.reason.length > 0, "a refusal has a reason");
      const evidence = Buffer.from(evidenceOf(read.text ?? sent)).toString();
      claim(!evidence.includes(secret), "no token is kept as evidence", evidence);
    }
  },
};
