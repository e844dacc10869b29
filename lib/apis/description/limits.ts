/** What a description may be at most. Far above real ones: GitHub's has 13 MB, 811 paths and 1,223 operations. */
export const documentBytesMax = 32 * 1024 * 1024;
/** YAML is read about ten times slower than JSON. */
export const yamlBytesMax = 16 * 1024 * 1024;
export const nestingMax = 200;
export const operationsMax = 20_000;
/** Uses of anchors, nested uses counted as often as they expand. */
export const aliasesMax = 10_000;
export const referencesDeepMax = 20;
/** Notes beyond these are counted, not kept. */
export const notesMax = 500;
/** Keys of operations are `METHOD /template` where there is no operationId, and have 300 characters at most. */
export const templateCharactersMax = 280;
export const serversMax = 50;
