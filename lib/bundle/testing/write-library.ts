import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { regoLibrary } from "#lib/bundle/rego-library.ts";
import discoveryRego from "#lib/bundle/rego/discovery.rego";
import fixtureRego from "./fixture.rego";

/** The Rego files as a folder that `opa` can load, with the package that decides fixtures; the caller removes it. */
export function writeLibrary(): string {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-rego-"));
  const files = {
    ...regoLibrary,
    "sallyport/discovery.rego": discoveryRego,
    "sallyport/fixture.rego": fixtureRego,
  };
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}
