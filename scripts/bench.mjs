// `npm run bench`: every benchmark side by side with its peer, and one table at the end.
// `npm run bench -- engine differential --seed=7` runs some of them, with options for those that take any.
import { runBundled } from "./run-bundled.mjs";

// A folder with a space in it, a slow peer, a crash: all of that is the benchmarks' own to bound.
await runBundled({
  name: "bench",
  title: "benchmarks",
  needs: ["client", "dist"],
  env: { NODE_ENV: "production", LOG_LEVEL: "error" },
});
