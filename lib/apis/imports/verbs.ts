import { applyImport } from "./apply-import.ts";
import { discardImport } from "./discard-import.ts";
import { getImport } from "./get-import.ts";
import { listImports } from "./list-imports.ts";
import { startImport } from "./start-import.ts";

export const importVerbs = [
  startImport,
  listImports,
  getImport,
  applyImport,
  discardImport,
] as const;
