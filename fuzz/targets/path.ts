import { canonicalise, canonicalPath, canonicaliseTarget } from "#lib/engine/canonicalise.ts";
import { claim, type FuzzTarget } from "#fuzz/fuzz.ts";
import { mutateText } from "#fuzz/mutate-text.ts";
import { smallSize, type Random } from "#fuzz/random.ts";

const pieces: readonly string[] = [
  ...Array.from("/aZ0~.-_:@!$&'()*+,=;?#%\\\"<>^`{|} \t\0é\u{1F600}"),
  "//",
  "/./",
  "/../",
  "..;/",
  "%2e",
  "%2E%2e",
  "%2f",
  "%5C",
  "%00",
  "%0d%0a",
  "%25",
  "%252e",
  "%2525",
  "%20",
  "%C3%A9",
  "%c3%a9",
  "%C0%AF",
  "%ED%A0%80",
  "%F0%9F%98%80",
  "e%CC%81",
  "%E2%80%8B",
  "%EF%BC%8F",
  "%41",
  "%3B",
  "%u002f",
  "http://",
  "?a=b&a=c",
  "&x[]=%26",
];
const ports: ReadonlySet<number> = new Set([80, 443, 8443]);
const hosts = ["api.example.com", "API.example.com.", "a:8443", "a:80", "a:81", "[::1]", "xn--a"];

/** What is accepted means one thing only: to us, to whoever decodes once, decodes twice, or resolves dots. */
export const path: FuzzTarget = {
  title: "request targets: what is accepted has one meaning",
  blockedMsMax: 50,
  prepare: () => (random) => {
    const target = makeTarget(random);
    const result = canonicaliseTarget(target);
    if (result.ok) checkAccepted(target, result.target);
    checkWhole(random, target, result.ok);
  },
};

function makeTarget(random: Random): string {
  const text = Array.from({ length: smallSize(random, 3000) }, () => random.pick(pieces)).join("");
  return random.chance(0.5) ? `/${text}` : mutateText(random, `/users/${text}?q=1`, pieces);
}

type Accepted = Extract<ReturnType<typeof canonicaliseTarget>, { ok: true }>["target"];

function checkAccepted(target: string, accepted: Accepted): void {
  const { segments, trailingSlash } = accepted;
  const raw = target.split("?")[0] ?? "";
  const text = segments.length === 0 ? "/" : canonicalPath(accepted);
  const again = canonicaliseTarget(text);
  claim(again.ok, "a canonical path is accepted", { target, text });
  claim(
    JSON.stringify(again.target.segments) === JSON.stringify(segments) &&
      again.target.trailingSlash === trailingSlash &&
      (segments.length === 0 || canonicalPath(again.target) === text),
    "canonical of canonical is itself",
    { target, text },
  );
  checkDecoded(target, raw, accepted);
}

function checkDecoded(target: string, raw: string, accepted: Accepted): void {
  const { segments, trailingSlash } = accepted;
  const decoded = decodeURIComponent(raw).split("/").slice(1);
  if (trailingSlash) decoded.pop();
  claim(
    JSON.stringify(decoded) === JSON.stringify(segments),
    "decoding the whole path gives the same segments",
    target,
  );
  claim(segments.every(isHarmless), "no segment is a separator, a dot or a control", target);
  claim(new URL(target, "http://h").pathname === raw, "a URL parser changes nothing", target);
  for (const [name, value] of accepted.query())
    claim(name.isWellFormed() && (value?.isWellFormed() ?? true), "queries are text", target);
}

function isHarmless(segment: string): boolean {
  return !/^\.{0,2}$|[/\\;]|\p{Cc}|\p{Cs}/u.test(segment) && isOnceEncoded(segment);
}

/** An upstream that decodes once more sees the same text, or none. */
function isOnceEncoded(segment: string): boolean {
  try {
    return decodeURIComponent(segment) === segment;
  } catch {
    return true;
  }
}

function checkWhole(random: Random, target: string, targetIsGood: boolean): void {
  const host = random.chance(0.5)
    ? random.pick(hosts)
    : mutateText(random, random.pick(hosts), pieces);
  const method = random.chance(0.8) ? "GET" : mutateText(random, "GET", pieces);
  const headers = random.chance(0.1) ? { "x-http-method": ["PUT"] } : { host: [host] };
  const result = canonicalise({ method, host, target, headers }, ports);
  if (!result.ok) return;
  claim(targetIsGood, "a request is no better than its target", { host, target });
  claim(
    /^[a-z0-9.:-]+$/.test(result.request.host) && !result.request.host.endsWith("."),
    "hosts are plain",
    host,
  );
  const again = canonicalise({ ...result.request, target, headers }, ports);
  claim(again.ok && again.request.host === result.request.host, "hosts are canonical", host);
}
