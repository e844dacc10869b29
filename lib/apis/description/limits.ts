/** What a description may be at most. The largest public one seen, Microsoft Graph beta, has 45 MB and 22,361 operations. */
export const documentBytesMax = 96 * 1024 * 1024;
/** YAML is read about ten times slower than JSON. */
export const yamlBytesMax = 16 * 1024 * 1024;
export const nestingMax = 200;
export const operationsMax = 50_000;
/** Uses of anchors, nested uses counted as often as they expand. */
export const aliasesMax = 10_000;
export const referencesDeepMax = 20;
/** Remarks beyond these are counted, not kept; what was skipped is kept longest. */
export const notesMax = { skipped: 5000, changed: 2500, noted: 500 } as const;
/** Azure has paths of 420 characters. */
export const templateCharactersMax = 1000;
/** Postgres indexes at most 2,704 bytes, the API and the method included. */
export const shapeBytesMax = 2400;
export const serversMax = 50;
/** Different lists at paths and operations. */
export const serverListsMax = 200;
