/** Filled in by the test database. */
export function setup() {}
