import { addOperation } from "./add-operation.ts";
import { createApi } from "./create-api.ts";
import { deleteApi } from "./delete-api.ts";
import { getApi } from "./get-api.ts";
import { applyImport } from "./imports/apply-import.ts";
import { discardImport } from "./imports/discard-import.ts";
import { getImport } from "./imports/get-import.ts";
import { listImports } from "./imports/list-imports.ts";
import { startImport } from "./imports/start-import.ts";
import { listApis } from "./list-apis.ts";
import { listOperations } from "./list-operations.ts";
import { removeOperations } from "./remove-operations.ts";
import { updateApi } from "./update-api.ts";
import { updateOperation } from "./update-operation.ts";
import { updateOperations } from "./update-operations.ts";

export const apiVerbs = [
  listApis,
  getApi,
  createApi,
  updateApi,
  deleteApi,
  listOperations,
  addOperation,
  updateOperation,
  updateOperations,
  removeOperations,
  startImport,
  listImports,
  getImport,
  applyImport,
  discardImport,
] as const;
