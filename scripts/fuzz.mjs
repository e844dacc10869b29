// `npm run fuzz`: random input against everything that reads what strangers send, a minute each, until something breaks.
// `npm run fuzz -- path token --seconds 600 --seed 7`; a finding names its case, `--case` repeats just that.
import { runBundled } from "./run-bundled.mjs";

await runBundled({
  name: "fuzz",
  title: "fuzzers",
  needs: ["client"],
  nodeArgs: ["--enable-source-maps"],
});
