import { createExport } from "./create-export.ts";

export const exportVerbs = [createExport];
