import { addOperation } from "./add-operation.ts";
import { createApi } from "./create-api.ts";
import { deleteApi } from "./delete-api.ts";
import { discardApiChanges } from "./discard-changes.ts";
import { getApi } from "./get-api.ts";
import { importVerbs } from "./imports/verbs.ts";
import { listApis } from "./list-apis.ts";
import { listOperations } from "./list-operations.ts";
import { enforceApi, observeApi } from "./observation/observe-api.ts";
import { removeOperations } from "./remove-operations.ts";
import { updateApi } from "./update-api.ts";
import { updateOperation } from "./update-operation.ts";
import { updateOperations } from "./update-operations.ts";

export const apiVerbs = [
  listApis,
  getApi,
  createApi,
  updateApi,
  observeApi,
  enforceApi,
  deleteApi,
  discardApiChanges,
  listOperations,
  addOperation,
  updateOperation,
  updateOperations,
  removeOperations,
  ...importVerbs,
] as const;
