/** The library's files by their name in the policy bundle. Filled from `rego/`. */
export const regoLibrary: Readonly<Record<string, string>> = {};
