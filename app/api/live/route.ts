import { endLiveStreams, liveStream } from "#lib/http/live-stream.ts";
import { verbs } from "#lib/http/verbs.ts";

export const dynamic = "force-dynamic";

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, endLiveStreams);

export const GET = liveStream(verbs);
