import { Refusal } from "./refusal.ts";

export type ArchiveRequest = {
  readonly url: string;
  readonly token: string;
  /** The tag of the archive in force: sending it says "this one is active here". */
  readonly tag: string | null;
  /** Null: no long poll. */
  readonly waitSeconds: number | null;
  readonly bytesMax: number;
  /** How long the server may say nothing: after the hold until the answer, then between two parts of it. */
  readonly silenceMsMax: number;
  readonly signal: AbortSignal;
  readonly userAgent: string;
};

export type ArchiveAnswer = {
  /** What the server says about the time, for measuring skew. */
  readonly serverDateMs: number | null;
} & (
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "archive";
      readonly bytes: Uint8Array;
      readonly tag: string | null;
      readonly longPoll: boolean;
    }
);

const bundleMediaType = "application/vnd.openpolicyagent.bundles";
const archiveMediaTypes = [bundleMediaType, "application/gzip", "application/octet-stream"];

/**
 * One GET as OPA's client makes it: `If-None-Match` with the last activated tag, `Prefer: modes=snapshot;wait=N`.
 * Redirects are refused (the credential must not follow one), so is anything that is no archive by media type.
 */
export async function fetchArchive(request: ArchiveRequest): Promise<ArchiveAnswer> {
  const silence = watchSilence();
  silence.endsIn((request.waitSeconds ?? 0) * 1000 + request.silenceMsMax);
  try {
    return await fetchWatched(request, silence);
  } finally {
    silence.stop();
  }
}

/** A large directory on a thin line takes long, but it keeps coming: only silence ends it. */
function watchSilence() {
  const given = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: given.signal,
    endsIn: (ms: number): void => {
      clearTimeout(timer);
      const why = new Refusal("timeout", `the server said nothing for ${ms / 1000} s`);
      timer = setTimeout(() => given.abort(why), ms);
    },
    stop: (): void => clearTimeout(timer),
  };
}

type Silence = ReturnType<typeof watchSilence>;

async function fetchWatched(request: ArchiveRequest, silence: Silence): Promise<ArchiveAnswer> {
  const response = await fetch(request.url, {
    headers: requestHeaders(request),
    redirect: "manual",
    signal: AbortSignal.any([request.signal, silence.signal]),
  });
  const came = () => silence.endsIn(request.silenceMsMax);
  came();
  const mediaType = response.headers.get("content-type") ?? "untyped";
  const serverDateMs = dateOf(response);
  if (response.status === 200 && archiveMediaTypes.includes(mediaType)) {
    const bytes = await readBody(response, request.bytesMax, came);
    const tag = response.headers.get("etag");
    return { kind: "archive", bytes, tag, longPoll: mediaType === bundleMediaType, serverDateMs };
  }
  await response.body?.cancel();
  if (response.status === 304) return { kind: "unchanged", serverDateMs };
  throw response.status === 200
    ? new Refusal("bad-media-type", `the answer is ${mediaType}, no bundle`, 200)
    : new Refusal("http", `the server answered ${response.status}`, response.status);
}

function dateOf(response: Response): number | null {
  const date = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(date) ? null : date;
}

function requestHeaders({ token, tag, waitSeconds, userAgent }: ArchiveRequest) {
  const headers: Record<string, string> = {
    Authorization: `Bearer ${token}`,
    Prefer: waitSeconds === null ? "modes=snapshot" : `modes=snapshot;wait=${waitSeconds}`,
    "User-Agent": userAgent,
  };
  if (tag !== null) headers["If-None-Match"] = tag;
  return headers;
}

async function readBody(
  response: Response,
  bytesMax: number,
  came: () => void,
): Promise<Uint8Array> {
  const tooLarge = () => new Refusal("too-large", `the archive is larger than ${bytesMax} bytes`);
  if (Number(response.headers.get("content-length") ?? 0) > bytesMax) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    came();
    length += chunk.length;
    if (length > bytesMax) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
