// `npm run screenshots`: every screen in both themes, wide and on a phone, empty, full and failing, in one folder with an
// index page, and what each page weighs. `-- --readme` also replaces the README's picture. Some minutes.
import path from "node:path";
import { missingForBrowser, runBrowser } from "./browser.mjs";
import { buildStale } from "./build.mjs";
import { root } from "./hash.mjs";
import { install, isInstalled } from "./install.mjs";

const logFolder = path.join(root, ".test", "reports");
const report = async (label, work) => {
  console.log(`  ${label} …`);
  await work;
};

process.env.NEXT_DIST_DIR = ".next-test";
if (!isInstalled()) await report("installing packages", install(logFolder));
await buildStale({ logFolder, report });
const missing = await missingForBrowser();
if (missing.length > 0) {
  console.error(`There is no ${missing.join(", no ")}.`);
  process.exit(1);
}
const keeps = process.argv.includes("--readme");
process.exit(await runBrowser("screenshots", keeps ? { KEEP_README_PICTURE: "yes" } : {}));
