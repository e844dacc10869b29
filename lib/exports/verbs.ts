import { createExport } from "./create-export.ts";
import { exportMatrix } from "./export-matrix.ts";

export const exportVerbs = [createExport, exportMatrix];
